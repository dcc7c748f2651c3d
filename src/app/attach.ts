import type { TerminalSize } from '../engine/exec.ts'
import type { Stdio } from '../events/stdio.ts'
import { detached, detachKeysOf } from './detach.ts'
import { forwardTo } from './forward-signals.ts'
import { interact } from './interact.ts'
import { report } from './load-project.ts'
import { pickContainer, type PickRequest } from './pick-container.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface AttachRequest extends PickRequest {
  readonly input: boolean
  /** Signals go to the container instead of ending the command. */
  readonly forwardsSignals: boolean
  readonly detachKeys?: string
  readonly stdio: Stdio
  readonly dryRun: boolean
}

/** Connects to the streams of a running container until it ends; its exit code is the ending. */
export async function attach(surroundings: Surroundings, request: AttachRequest): Promise<Ending> {
  const picked = await pickContainer(surroundings, request)
  if (picked.ending !== undefined) return picked.ending
  const { engine, container } = picked
  if (container.state === 'paused') return refuse(surroundings, container.name)
  if (request.dryRun) {
    surroundings.host.emit({ type: 'notice', text: `Attached to ${container.name}` })
    return { kind: 'done' }
  }
  const detachKeys = await detachKeysOf(surroundings, request.detachKeys)
  const { signal } = surroundings
  const { stdio, input, forwardsSignals } = request
  const { tty } = await engine.containers.inspect(container.id, signal)
  const left = new AbortController()
  const exit = engine.containers.wait(container.id, AbortSignal.any([signal, left.signal]))
  // Told below, unless the streams have a problem of their own.
  exit.catch(() => undefined)
  const options = { input, tty, detachKeys: detachKeys.text }
  const streams = await engine.execs.attach(container.id, options, signal)
  const resize = (size: TerminalSize): Promise<void> =>
    engine.execs.resizeContainer(container.id, size, signal)
  const takeBack = forwardsSignals ? stdio.forwardSignals?.(forwardTo(engine, container.id)) : undefined
  try {
    const terminal = tty ? { terminal: { resize, detachKeys } } : {}
    const how = await interact(streams, { stdio, input, ...terminal })
    return how === 'detached' ? detached(surroundings) : { kind: 'code', code: await exit }
  } finally {
    takeBack?.()
    left.abort()
  }
}

function refuse(surroundings: Surroundings, name: string): Ending {
  const message = `container "${name}" is paused`
  const hint = '"compose unpause" lets it go on'
  report(surroundings, [{ code: 'CMP415', severity: 'error', message, hint }])
  return { kind: 'failed' }
}
