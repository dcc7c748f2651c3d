import { deferred } from '../async/deferred.ts'
import type { LogBatch } from '../events/host.ts'
import type { LogFollow } from '../logs/follow-logs.ts'
import type { AttachedRun } from './attached-run.ts'
import { hookOutput } from './hook-output.ts'
import { menuKeys } from './menu-keys.ts'
import { stopServices } from './stop-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** One attached `up` from its start to the ending: what the exits of its containers and the user's interrupts mean for it. */
export class AttachedSession {
  readonly #surroundings: Surroundings
  readonly #run: AttachedRun
  readonly #follow: LogFollow
  #stopping: Promise<void> | undefined
  /** Resolves when nothing is started any more. */
  readonly #settled = deferred<void>()
  readonly #cut = new AbortController()
  #interrupted = false
  #code: number | undefined
  #closeMenu: (() => void) | undefined

  constructor(surroundings: Surroundings, run: AttachedRun, follow: LogFollow) {
    this.#surroundings = surroundings
    this.#run = run
    this.#follow = follow
  }

  /** Aborted when there is no point in starting more. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#surroundings.signal, this.#cut.signal])
  }

  /** The output, watched for exits that end the session. */
  async *observe(): AsyncGenerator<LogBatch> {
    for await (const batch of this.#follow) {
      yield batch
      if (batch.type === 'exited' && !batch.restarting) this.#exited(batch.source.service, batch.code)
    }
  }

  /** All of `started` were started (or that was cut short): from now on the containers decide when it ends. */
  begin(started: readonly string[]): void {
    const { signal } = this.#surroundings
    this.#settled.resolve()
    if (this.#stopping === undefined) this.#follow.endWhenAllEnded(started)
    if (this.#stopping === undefined && !signal.aborted) this.#openMenu()
    if (signal.aborted) this.#interrupt()
    else signal.addEventListener('abort', () => this.#interrupt(), { once: true })
  }

  /** Resolves when what had to be stopped has stopped. */
  async ending(): Promise<Ending> {
    this.#closeMenu?.()
    await this.#stopping
    if (this.#code !== undefined) return { kind: 'code', code: this.#code }
    return this.#interrupted ? { kind: 'cancelled' } : { kind: 'done' }
  }

  #openMenu(): void {
    const detach = (): void => {
      this.#closeMenu?.()
      this.#follow.close()
    }
    this.#closeMenu = this.#run.request.openMenu?.(menuKeys(detach, (text) => this.#notice(text)))
  }

  #exited(service: string, code: number): void {
    const { abortOn, exitCodeFrom } = this.#run.request
    if (exitCodeFrom === service) this.#code = code
    if (abortOn === undefined || this.#stopping !== undefined) return
    if (abortOn === 'failure' && code === 0) return
    if (exitCodeFrom === undefined) this.#code = code
    this.#closeMenu?.()
    this.#notice(`Aborting on container exit...`)
    this.#stop(Object.keys(this.#run.project.services), '--abort-on-container-exit')
  }

  #interrupt(): void {
    this.#interrupted = true
    this.#closeMenu?.()
    if (this.#stopping !== undefined) return
    this.#notice('Gracefully Stopping... press Ctrl+C again to force')
    const { project, request } = this.#run
    this.#stop(request.services.length > 0 ? request.services : Object.keys(project.services), 'Ctrl+C')
  }

  #stop(services: readonly string[], flag: string): void {
    const names = new Set(services)
    this.#closeMenu?.()
    this.#cut.abort()
    this.#stopping = this.#stopAll({ services, flag }).finally(() =>
      this.#follow.endWith((source) => names.has(source.service)),
    )
    // Told by `ending`; this only keeps an early rejection from being unhandled.
    this.#stopping.catch(() => undefined)
  }

  async #stopAll(asked: { readonly services: readonly string[]; readonly flag: string }): Promise<void> {
    await this.#settled.promise
    const { project, request } = this.#run
    const { timeoutSeconds } = request
    const onOutput = hookOutput(project, this.#follow)
    const grace = timeoutSeconds === undefined ? {} : { timeoutSeconds }
    await stopServices(this.#surroundings, { ...this.#run, onOutput }, { ...asked, ...grace })
  }

  #notice(text: string): void {
    this.#surroundings.host.emit({ type: 'notice', text })
  }
}
