import type { Queue } from '../../async/queue.ts'
import type { ContainerBody, EndpointBody } from '../container-body.ts'
import type { EngineEvent, EventFilter, LabelFilter } from '../engine.ts'
import type {
  ContainerState,
  Health,
  HealthProbe,
  ObservedImage,
  ObservedMount,
  ObservedNetwork,
  ObservedVolume,
} from '../observed.ts'
import { EngineError } from '../errors.ts'
import type { LogLine } from '../log-frames.ts'
import type { ExecOptions, TerminalSize } from '../exec.ts'
import type { FakeClock } from './fake-clock.ts'
import type { FakeMethod, FakeRequest, Faults } from './faults.ts'
import { mutates } from './faults.ts'

/** How a container of the fake engine behaves; by default it runs, says nothing, and is healthy at once. */
export interface Behaviour {
  /** Lines it prints when it starts. */
  readonly prints?: readonly string[]
  /** What it prints after them, without a newline. */
  readonly leaves?: string
  /** It ends by itself, with this code, right after its start. */
  readonly exits?: number
  /** What its healthcheck finds; "starting" stays so. */
  readonly health?: 'starting' | 'healthy' | 'unhealthy'
  /** Only SIGKILL ends it. */
  readonly ignoresStop?: true
  /** Its start is refused with this message. */
  readonly refusesStart?: string
  /** What other processes in it do; by default they end well and say nothing. */
  readonly executes?: FakeProgram
  /** It prints what it reads, and ends with its input. */
  readonly copies?: true
}

/** A program, which resolves to its exit code. */
export type FakeProgram = (exec: FakeExec) => number | Promise<number>

export interface FakeExec {
  readonly command: readonly string[]
  readonly options: ExecOptions
  /** What it is given; ends when its input is closed. */
  readonly input: AsyncIterable<Uint8Array>
  readonly print: (text: string, stream?: 'stdout' | 'stderr') => void
  /** The size of its terminal. */
  readonly size: () => TerminalSize | undefined
}

export interface FakeFile {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'link'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface FakeEndpoint {
  readonly body: EndpointBody
  readonly ipAddress: string
}

export interface FakeContainer {
  readonly id: string
  name: string
  readonly body: ContainerBody
  readonly image: ObservedImage
  readonly createdAtMs: number
  state: ContainerState
  health: Health
  readonly healthLog: HealthProbe[]
  exitCode: number
  error: string
  startedAtMs: number | undefined
  finishedAtMs: number | undefined
  restartCount: number
  /** Told to stop: its restart policy does not apply until it is started again. */
  stopped: boolean
  /** By network name. */
  readonly endpoints: Map<string, FakeEndpoint>
  readonly mounts: readonly ObservedMount[]
  /** Host ports of this run, by "80/tcp". */
  readonly hostPorts: Map<string, number>
  readonly logs: FakeLogEntry[]
  /** What was put into it, by absolute path. */
  readonly files: Map<string, FakeFile>
  /** What its own process was given through attached streams. */
  readonly input: Uint8Array[]
  /** Called after each change of state and each line. */
  readonly watchers: Set<() => void>
}

export interface FakeLogEntry {
  readonly line: LogLine
  readonly timeNano: bigint
}

export interface FakeNetwork extends ObservedNetwork {
  readonly gatewayNumber: number
}

interface Subscriber {
  readonly filter: EventFilter
  readonly queue: Queue<EngineEvent>
}

export interface FakeWorld {
  readonly clock: FakeClock
  readonly faults: Faults
  readonly requests: FakeRequest[]
  readonly containers: Map<string, FakeContainer>
  readonly networks: Map<string, FakeNetwork>
  readonly volumes: Map<string, ObservedVolume>
  /** By full reference: "busybox:latest". */
  readonly images: Map<string, ObservedImage>
  /** By id. */
  readonly imageLabels: Map<string, Readonly<Record<string, string>>>
  /** What a pull would bring. */
  readonly registry: Map<string, ObservedImage>
  readonly behaviours: Map<string, Behaviour>
  readonly events: EngineEvent[]
  readonly subscribers: Set<Subscriber>
  /** For ids, addresses, ports and the last digits of times. */
  counter: number
}

export function count(world: FakeWorld): number {
  world.counter += 1
  return world.counter
}

/** 64 hexadecimal digits whose first twelve differ. */
export function makeId(world: FakeWorld): string {
  return count(world).toString(16).padStart(12, '0').padEnd(64, 'f')
}

/** Each call is a nanosecond later. */
export function nowNano(world: FakeWorld): bigint {
  return BigInt(world.clock.now()) * 1_000_000n + BigInt(count(world) % 1_000_000)
}

interface Asked {
  readonly method: FakeMethod
  readonly subject: string
  readonly signal: AbortSignal
}

/** Does the work of one request: notes it, meets the fault that waits for it, and honours the signal. */
export async function answer<T>(world: FakeWorld, asked: Asked, work: () => T | Promise<T>): Promise<T> {
  asked.signal.throwIfAborted()
  world.requests.push({ method: asked.method, subject: asked.subject, mutates: mutates(asked.method) })
  const fault = world.faults.take(asked.method, asked.subject)
  if (fault?.underWay === true) {
    return orAborted(Promise.resolve(fault.until).then(work), asked.signal)
  }
  if (fault?.until !== undefined) await orAborted(fault.until, asked.signal)
  await Promise.resolve()
  asked.signal.throwIfAborted()
  if (fault?.error !== undefined && fault.afterwards !== true) throw fault.error
  const result = await work()
  if (fault?.error !== undefined) throw fault.error
  return result
}

export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason)
      return
    }
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

export function matchesLabels(labels: Readonly<Record<string, string>>, filter: LabelFilter): boolean {
  return Object.entries(filter).every(
    ([name, value]) => Object.hasOwn(labels, name) && (value === undefined || labels[name] === value),
  )
}

export function containerOf(world: FakeWorld, idOrName: string): FakeContainer {
  const found =
    world.containers.get(idOrName) ?? [...world.containers.values()].find(({ name }) => name === idOrName)
  if (found === undefined)
    throw new EngineError('not-found', `No such container: ${idOrName}`, { status: 404 })
  return found
}

/** "redis" is "redis:latest". */
export function fullReference(reference: string): string {
  return reference.includes('@') || /:[^/]+$/.test(reference) ? reference : `${reference}:latest`
}

export function imageOf(world: FakeWorld, reference: string): ObservedImage | undefined {
  return (
    world.images.get(fullReference(reference)) ??
    [...world.images.values()].find(({ id }) => id === reference)
  )
}
