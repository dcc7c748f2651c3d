import type { Engine, EngineEvent, EventSubscription } from '../../src/engine/engine.ts'

/**
 * What an engine tells of a project, as the actions of a plan: `container.start shop-web-1`. Endpoints are left out: containers join and leave
 * their networks by starting and stopping too.
 */
export class EngineActions implements AsyncDisposable {
  readonly #engine: Engine
  readonly #project: string
  readonly #events: EventSubscription
  readonly #iterator: AsyncIterator<EngineEvent>
  /** Podman tells of stops only where nobody else is faster to clean up: then they are left out. */
  readonly isDocker: boolean
  #marks = 0
  readonly #volumes = new Set<string>()

  private constructor(
    engine: Engine,
    project: string,
    { events, isDocker }: { readonly events: EventSubscription; readonly isDocker: boolean },
  ) {
    this.#engine = engine
    this.#project = project
    this.#events = events
    this.isDocker = isDocker
    this.#iterator = events[Symbol.asyncIterator]()
  }

  static async of(engine: Engine, project: string): Promise<EngineActions> {
    const types = ['container', 'network', 'volume']
    const { signal } = new AbortController()
    const { product } = await engine.version(signal)
    const events = await engine.subscribe({ labels: {}, types }, signal)
    return new EngineActions(engine, project, { events, isDocker: product !== 'podman' })
  }

  /** Since the last time, sorted. */
  async happened(): Promise<readonly string[]> {
    const events: EngineEvent[] = []
    const end = await this.#mark()
    for (;;) {
      const { done, value } = await this.#iterator.next()
      if (done === true) throw new Error('the events ended')
      if (nameOf(value) === end && isCreation(value)) break
      if (
        nameOf(value)
          .replace(/^[0-9a-f]{12}_/u, '')
          .startsWith(`${this.#project}-`) ||
        nameOf(value).startsWith(`${this.#project}_`)
      )
        if (!this.#isSaidAgain(value)) events.push(value)
    }
    return actionsOf(events)
      .filter((action) => this.isDocker || !action.startsWith('container.stop '))
      .toSorted()
  }

  /** Docker 20.10 tells of a volume once more whenever a container with it is made. */
  #isSaidAgain({ type, action, id }: EngineEvent): boolean {
    if (type !== 'volume') return false
    if (action === 'create' && this.#volumes.has(id)) return true
    if (action === 'create') this.#volumes.add(id)
    else if (action === 'destroy' || action === 'remove') this.#volumes.delete(id)
    return false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#events[Symbol.asyncDispose]()
  }

  /** Makes something happen that is seen after everything before. */
  async #mark(): Promise<string> {
    this.#marks += 1
    const name = `${this.#project}.mark${this.#marks}`
    const { signal } = new AbortController()
    await this.#engine.volumes.create({ name, labels: {} }, signal)
    await this.#engine.volumes.remove(name, signal)
    return name
  }
}

/** Podman has the names of networks elsewhere. */
function nameOf({ type, id, attributes: { name = '', network = '' } }: EngineEvent): string {
  if (type === 'volume') return id
  return type === 'network' && name === '' ? network : name
}

function isCreation({ type, action }: EngineEvent): boolean {
  return type === 'volume' && action === 'create'
}

function actionsOf(events: readonly EngineEvent[]): readonly string[] {
  const ofContainers = events.filter(({ type }) => type === 'container')
  const ids = [...new Set(ofContainers.map(({ id }) => id))]
  const resources = events.flatMap((event) => {
    const verb = { create: 'create', destroy: 'remove', remove: 'remove' }[event.action]
    return event.type === 'container' || verb === undefined ? [] : [`${event.type}.${verb} ${nameOf(event)}`]
  })
  const replaced = new Map(
    ofContainers.flatMap((event) => (event.action === 'rename' ? [replacement(event, ofContainers)] : [])),
  )
  return [...resources, ...ids.flatMap((id) => containerActions(id, ofContainers, replaced))]
}

/** The beginning of the id of what was replaced, which temporary names begin with; and when its successor was created. */
function replacement(
  { id, attributes }: EngineEvent,
  events: readonly EngineEvent[],
): readonly [string, number] {
  const at = events.findIndex((event) => event.id === id && event.action === 'create')
  const oldName = attributes['oldName'] ?? events[at]?.attributes['name'] ?? ''
  const [, old = ''] = /^\/?([0-9a-f]{12})_/u.exec(oldName) ?? []
  return [old, at]
}

const verbs: Readonly<Record<string, string>> = {
  create: 'create',
  start: 'start',
  stop: 'stop',
  restart: 'restart',
  kill: 'kill',
  pause: 'pause',
  unpause: 'unpause',
  destroy: 'remove',
  rename: 'replace',
}

/** What happens to one container as parts of a greater action is left out. */
function containerActions(
  id: string,
  events: readonly EngineEvent[],
  replaced: ReadonlyMap<string, number>,
): readonly string[] {
  const own = events.filter((event) => event.id === id)
  const all = own.map(({ action }) => action)
  const successor = replaced.get(id.slice(0, 12))
  const isPart = (event: EngineEvent): boolean =>
    (event.action === 'create' && all.includes('rename')) ||
    (['stop', 'start', 'kill'].includes(event.action) && all.includes('restart')) ||
    (event.action === 'kill' && all.includes('stop')) ||
    (successor !== undefined && (event.action === 'destroy' || events.indexOf(event) > successor))
  return own.flatMap((event) => {
    const verb = verbs[event.action]
    return verb === undefined || isPart(event) ? [] : [`container.${verb} ${nameOf(event)}`]
  })
}
