import type { TerminalSize } from '../engine/exec.ts'
import type { Stdio } from '../events/stdio.ts'
import { own } from '../units/own.ts'
import { detached, detachKeysOf } from './detach.ts'
import { interact } from './interact.ts'
import { report } from './load-project.ts'
import { pickContainer, type PickRequest } from './pick-container.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface ExecRequest extends PickRequest {
  readonly command: readonly string[]
  /** `NAME=VALUE`, or a name alone whose value is that of the shell. */
  readonly environment: readonly string[]
  readonly user?: string
  readonly workingDirectory?: string
  readonly privileged: boolean
  readonly detach: boolean
  readonly tty: boolean
  readonly stdio: Stdio
  readonly dryRun: boolean
}

/** Runs a command in a running container; its exit code is the ending. Section 1.7. */
export async function exec(surroundings: Surroundings, request: ExecRequest): Promise<Ending> {
  const picked = await pickContainer(surroundings, request)
  if (picked.ending !== undefined) return picked.ending
  if (request.dryRun) {
    // Arguments may be secret; the name of the program is enough.
    const text = `Ran ${request.command[0] ?? ''} in ${picked.container.name}`
    surroundings.host.emit({ type: 'notice', text })
    return { kind: 'done' }
  }
  if (picked.container.state === 'paused') {
    const message = `container ${picked.container.name} is paused`
    report(surroundings, [
      { code: 'CMP415', severity: 'error', message, hint: '"compose unpause" lets it go on' },
    ])
    return { kind: 'failed' }
  }
  const { signal } = surroundings
  const { execs } = picked.engine
  const { stdio, tty, detach } = request
  const detachKeys = await detachKeysOf(surroundings)
  const { user, workingDirectory } = request
  const id = await execs.prepare(
    picked.container.id,
    {
      command: request.command,
      environment: request.environment.map((entry) => withValue(entry, request.load.environment)),
      privileged: request.privileged,
      tty,
      attach: { input: !detach, output: !detach },
      detachKeys: detachKeys.text,
      ...(user === undefined ? {} : { user }),
      ...(workingDirectory === undefined ? {} : { workingDirectory }),
    },
    signal,
  )
  if (detach) {
    await execs.startDetached(id, signal)
    return { kind: 'done' }
  }
  const size = stdio.terminal?.size()
  const streams = await execs.start(id, { tty, ...(size === undefined ? {} : { size }) }, signal)
  const resize = (to: TerminalSize): Promise<void> => execs.resize(id, to, signal)
  const terminal = tty ? { terminal: { resize, detachKeys } } : {}
  const how = await interact(streams, { stdio, input: true, ...terminal })
  if (how === 'detached') return detached(surroundings)
  // A process that has closed its outputs may go on.
  return { kind: 'code', code: (await execs.exitCode(id, signal)) ?? 0 }
}

/** As the docker command does it: what the shell does not have is left to the engine, which unsets it. */
export function withValue(entry: string, environment: Readonly<Record<string, string>>): string {
  const value = entry.includes('=') ? undefined : own(environment, entry)
  return value === undefined ? entry : `${entry}=${value}`
}
