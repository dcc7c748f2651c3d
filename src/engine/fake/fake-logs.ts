import type { LogOptions } from '../engine.ts'
import { EngineError } from '../errors.ts'
import type { LogLine } from '../log-frames.ts'
import { nanoOf } from './fake-events.ts'
import { answer, containerOf, orAborted } from './fake-world.ts'
import type { FakeContainer, FakeLogEntry, FakeWorld } from './fake-world.ts'
import { isRunning } from './life-cycle.ts'

type Request = LogOptions & { readonly subject: string }

/** The past as asked for, then, when following, each line as it is printed, until the container is no longer running. */
export async function* readLogs(
  world: FakeWorld,
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<readonly LogLine[], void, undefined> {
  const { subject, follow, tail } = request
  const container = await answer(world, { method: 'containers.logs', subject, signal }, () =>
    containerOf(world, subject),
  )
  if (container.body.HostConfig.LogConfig?.Type === 'none')
    throw new EngineError('failed', 'configured logging driver does not support reading')
  let read = container.logs.length
  const past = container.logs.filter(within(world, request))
  const wanted = tail === undefined ? past : past.slice(Math.max(past.length - tail, 0))
  if (wanted.length > 0) yield wanted.map((entry) => lineOf(entry, request))
  if (!follow) return
  while (true) {
    const fresh = container.logs.slice(read)
    read = container.logs.length
    if (fresh.length > 0) yield fresh.map((entry) => lineOf(entry, request))
    else if (!isRunning(container)) return
    else await orAborted(nextChange(container), signal)
  }
}

function within(world: FakeWorld, request: Request): (entry: FakeLogEntry) => boolean {
  const since = nanoOf(world, request.since) ?? 0n
  const until = nanoOf(world, request.until)
  return ({ timeNano }) => timeNano >= since && (until === undefined || timeNano <= until)
}

function lineOf({ line, timeNano }: FakeLogEntry, request: Request): LogLine {
  if (!request.timestamps) return line
  const ms = Number(timeNano / 1_000_000n)
  const nanos = String(timeNano % 1_000_000n).padStart(6, '0')
  return { ...line, timestamp: new Date(ms).toISOString().replace('Z', `${nanos}Z`) }
}

function nextChange(container: FakeContainer): Promise<void> {
  return new Promise((resolve) => {
    const watcher = () => {
      container.watchers.delete(watcher)
      resolve()
    }
    container.watchers.add(watcher)
  })
}
