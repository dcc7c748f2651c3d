import type { EngineError } from '../errors.ts'

export type FakeMethod =
  | `containers.${'list' | 'usersOf' | 'inspect' | 'setup' | 'create' | 'start' | 'stop' | 'kill' | 'restart' | 'pause' | 'unpause' | 'rename' | 'remove' | 'wait' | 'logs' | 'processes' | 'usage'}`
  | `networks.${'list' | 'find' | 'create' | 'remove' | 'connect' | 'disconnect'}`
  | `volumes.${'list' | 'find' | 'create' | 'remove'}`
  | `images.${'find' | 'listTags' | 'registryDigest' | 'remove' | 'pull' | 'push'}`
  | `archives.${'stat' | 'get' | 'put' | 'export' | 'commit'}`
  | `execs.${'prepare' | 'start' | 'startDetached' | 'exitCode' | 'resize' | 'attach' | 'resizeContainer'}`
  | `builder.${'kind' | 'openControl' | 'openSession' | 'buildArchive'}`
  | 'version'
  | 'facts'
  | 'subscribe'

/** One request the fake engine received. */
export interface FakeRequest {
  readonly method: FakeMethod
  /** The name of what it is about; empty for lists. */
  readonly subject: string
  readonly mutates: boolean
}

/** Something that goes wrong in a request. */
export interface Fault {
  readonly method: FakeMethod
  /** Only requests about this name or id; all of them where absent. */
  readonly subject?: string
  /** How often; once where absent. */
  readonly times?: number
  /** What the request rejects with. */
  readonly error?: EngineError
  /** The request waits for this first. */
  readonly until?: Promise<void>
  /** The engine does the work, and then the request rejects. */
  readonly afterwards?: true
  /** The work is under way: after `until`, the engine does it even if nobody waits for the answer any more. */
  readonly underWay?: true
}

/** The faults still to come. */
export class Faults {
  #left: { readonly fault: Fault; times: number }[] = []

  add(fault: Fault): void {
    this.#left.push({ fault, times: fault.times ?? 1 })
  }

  /** The fault this request meets, which is then used up by one. */
  take(method: FakeMethod, subject: string): Fault | undefined {
    const found = this.#left.find(
      ({ fault }) => fault.method === method && (fault.subject ?? subject) === subject,
    )
    if (found === undefined) return undefined
    found.times -= 1
    if (found.times <= 0) this.#left = this.#left.filter((other) => other !== found)
    return found.fault
  }
}

const reading = new Set<FakeMethod>([
  'containers.list',
  'containers.usersOf',
  'containers.inspect',
  'containers.setup',
  'containers.wait',
  'containers.logs',
  'containers.processes',
  'containers.usage',
  'networks.list',
  'networks.find',
  'volumes.list',
  'volumes.find',
  'images.find',
  'images.listTags',
  'images.registryDigest',
  'archives.stat',
  'archives.get',
  'archives.export',
  'execs.exitCode',
  'execs.attach',
  'builder.kind',
  'version',
  'facts',
  'subscribe',
])

export function mutates(method: FakeMethod): boolean {
  return !reading.has(method)
}
