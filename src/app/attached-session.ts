import type { LogBatch } from '../events/host.ts'
import type { LogFollow } from '../logs/follow-logs.ts'
import type { AttachedRun } from './attached-run.ts'
import { hookOutput } from './hook-output.ts'
import { stopServices } from './stop-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** One attached `up` from its start to the ending: what the exits of its containers and the user's interrupts mean for it. */
export class AttachedSession {
  readonly #surroundings: Surroundings
  readonly #run: AttachedRun
  readonly #follow: LogFollow
  #stopping: Promise<void> | undefined
  #interrupted = false
  #code: number | undefined

  constructor(surroundings: Surroundings, run: AttachedRun, follow: LogFollow) {
    this.#surroundings = surroundings
    this.#run = run
    this.#follow = follow
  }

  /** The output, watched for exits that end the session. */
  async *observe(): AsyncGenerator<LogBatch> {
    for await (const batch of this.#follow) {
      yield batch
      if (batch.type === 'exited' && !batch.restarting) this.#exited(batch.source.service, batch.code)
    }
  }

  /** All of `started` were started (or the user interrupted that): from now on the containers decide when it ends. */
  begin(started: readonly string[]): void {
    const { signal } = this.#surroundings
    if (this.#stopping === undefined) this.#follow.endWhenAllEnded(started)
    if (signal.aborted) this.#interrupt()
    else signal.addEventListener('abort', () => this.#interrupt(), { once: true })
  }

  /** Resolves when what had to be stopped has stopped. */
  async ending(): Promise<Ending> {
    await this.#stopping
    if (this.#code !== undefined) return { kind: 'code', code: this.#code }
    return this.#interrupted ? { kind: 'cancelled' } : { kind: 'done' }
  }

  #exited(service: string, code: number): void {
    const { abortOn, exitCodeFrom } = this.#run.request
    if (exitCodeFrom === service) this.#code = code
    if (abortOn === undefined || this.#stopping !== undefined) return
    if (abortOn === 'failure' && code === 0) return
    if (exitCodeFrom === undefined) this.#code = code
    this.#notice(`Aborting on container exit...`)
    this.#stop(Object.keys(this.#run.project.services), '--abort-on-container-exit')
  }

  #interrupt(): void {
    this.#interrupted = true
    if (this.#stopping !== undefined) return
    this.#notice('Gracefully Stopping... press Ctrl+C again to force')
    const { project, request } = this.#run
    this.#stop(request.services.length > 0 ? request.services : Object.keys(project.services), 'Ctrl+C')
  }

  #stop(services: readonly string[], flag: string): void {
    const names = new Set(services)
    this.#stopping = this.#stopAll({ services, flag }).finally(() =>
      this.#follow.endWith((source) => names.has(source.service)),
    )
    // Told by `ending`; this only keeps an early rejection from being unhandled.
    this.#stopping.catch(() => undefined)
  }

  #stopAll(request: { readonly services: readonly string[]; readonly flag: string }): Promise<void> {
    const onOutput = hookOutput(this.#run.project, this.#follow)
    return stopServices(this.#surroundings, { ...this.#run, onOutput }, request)
  }

  #notice(text: string): void {
    this.#surroundings.host.emit({ type: 'notice', text })
  }
}
