import type { ContainerBody } from '../container-body.ts'
import type { Engine, EventFilter, EventSubscription } from '../engine.ts'
import type { ContainerDetails, ObservedImage } from '../observed.ts'
import { EngineError } from '../errors.ts'
import type { EngineFacts, EngineVersion } from '../facts.ts'
import { fakeArchives } from './fake-archives.ts'
import { fakeBuilder } from './fake-builder.ts'
import { FakeClock } from './fake-clock.ts'
import { fakeContainers } from './fake-containers.ts'
import { subscribe } from './fake-events.ts'
import { apiVersion, fakeFacts, fakeVersion } from './fake-facts.ts'
import { fakeImages } from './fake-images.ts'
import { fakeNetworks } from './fake-networks.ts'
import { fakeExecs } from './fake-execs.ts'
import { fakeVolumes } from './fake-volumes.ts'
import { answer, containerOf, fullReference, makeId } from './fake-world.ts'
import type { Behaviour, FakeFile, FakeWorld } from './fake-world.ts'
import { Faults } from './faults.ts'
import type { FakeRequest, Fault } from './faults.ts'
import { endContainer, setHealth, write } from './life-cycle.ts'
import { inspected } from './observe-fake.ts'

/** What to know of an image beyond its name; the rest is filled in. */
export type FakeImage = Partial<Omit<ObservedImage, 'id'>> & {
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * A container engine in memory. It does what Docker does as far as a client can tell, at once, and its time stands still until a test
 * moves it. Its other methods are what only the world can do: programs that end, probes that fail, networks that break.
 */
export class FakeEngine implements Engine {
  readonly address = 'fake://engine'
  readonly clock = new FakeClock()
  readonly #world: FakeWorld = emptyWorld(this.clock)
  readonly containers = fakeContainers(this.#world)
  readonly networks = fakeNetworks(this.#world)
  readonly volumes = fakeVolumes(this.#world)
  readonly images = fakeImages(this.#world)
  readonly archives = fakeArchives(this.#world)
  readonly execs = fakeExecs(this.#world)
  readonly builder = fakeBuilder(this.#world)
  /** What it tells of itself that is out of the ordinary. */
  told: Partial<EngineFacts> = {}

  /** References of images that are there. */
  constructor(images: readonly string[] = []) {
    for (const name of ['bridge', 'host', 'none']) {
      const id = makeId(this.#world)
      this.#world.networks.set(id, {
        id,
        name,
        driver: name === 'none' ? 'null' : name,
        labels: {},
        gatewayNumber: 0,
      })
    }
    for (const reference of images) this.addImage(reference)
  }

  version(signal: AbortSignal): Promise<EngineVersion> {
    return answer(this.#world, { method: 'version', subject: '', signal }, () => fakeVersion)
  }

  facts(signal: AbortSignal): Promise<EngineFacts> {
    const { clock } = this
    return answer(this.#world, { method: 'facts', subject: '', signal }, () => ({
      ...fakeFacts,
      unixMs: clock.now(),
      ...this.told,
    }))
  }

  async apiVersion(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    return apiVersion
  }

  subscribe(filter: EventFilter, signal: AbortSignal): Promise<EventSubscription> {
    return subscribe(this.#world, filter, signal)
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.loseEvents()
    return Promise.resolve()
  }

  /** All requests so far, in order. */
  get requests(): readonly FakeRequest[] {
    return this.#world.requests
  }

  /** Those that could change something. */
  get mutatingRequests(): readonly FakeRequest[] {
    return this.requests.filter(({ mutates }) => mutates)
  }

  forgetRequests(): void {
    this.#world.requests.length = 0
  }

  /** An image that is there; a second call for the same reference is a newer image under the old name. Returns its id. */
  addImage(reference: string, facts: FakeImage = {}): string {
    const image = makeImage(this.#world, facts)
    this.#world.images.set(fullReference(reference), image)
    return image.id
  }

  /** An image that is not there but can be pulled. Returns the id it will have. */
  publishImage(reference: string, facts: FakeImage = {}): string {
    const image = makeImage(this.#world, facts)
    this.#world.registry.set(fullReference(reference), image)
    return image.id
  }

  /** How containers behave that have this name, or a label with this value (a service name, say), from their next start on. */
  behave(nameOrLabel: string, behaviour: Behaviour): void {
    this.#world.behaviours.set(nameOrLabel, behaviour)
  }

  /** The program in the container ends. */
  exit(container: string, exitCode: number): void {
    endContainer(this.#world, containerOf(this.#world, container), exitCode)
  }

  setHealth(container: string, health: 'starting' | 'healthy' | 'unhealthy'): void {
    setHealth(this.#world, containerOf(this.#world, container), health)
  }

  /** The program prints; without a newline at the end, its last line is unterminated. */
  print(container: string, text: string, stream: 'stdout' | 'stderr' = 'stdout'): void {
    write(this.#world, containerOf(this.#world, container), { text, stream })
  }

  /** Something goes wrong with requests to come. */
  inject(fault: Fault): void {
    this.#world.faults.add(fault)
  }

  /** All subscriptions end as when the engine cannot be reached any more. */
  loseEvents(): void {
    for (const { queue } of this.#world.subscribers)
      queue.fail(new EngineError('unreachable', 'the connection was lost'))
    this.#world.subscribers.clear()
  }

  /** A container as it is, without a request; undefined when there is none. */
  peek(container: string): ContainerDetails | undefined {
    const all = [...this.#world.containers.values()]
    const found = all.find(({ id, name }) => id === container || name === container)
    return found === undefined ? undefined : inspected(this.#world, found)
  }

  /** What a container was asked for with. */
  peekBody(container: string): ContainerBody | undefined {
    return [...this.#world.containers.values()].find(({ name }) => name === container)?.body
  }

  /** A file that was put into a container, without a request. */
  peekFile(container: string, path: string): FakeFile | undefined {
    return containerOf(this.#world, container).files.get(path)
  }

  /** Names of all containers, in the order they were created. */
  get containerNames(): readonly string[] {
    return [...this.#world.containers.values()].map(({ name }) => name)
  }
}

function emptyWorld(clock: FakeClock): FakeWorld {
  return {
    clock,
    faults: new Faults(),
    requests: [],
    containers: new Map(),
    networks: new Map(),
    volumes: new Map(),
    images: new Map(),
    imageLabels: new Map(),
    registry: new Map(),
    behaviours: new Map(),
    events: [],
    subscribers: new Set(),
    counter: 0,
  }
}

function makeImage(world: FakeWorld, facts: FakeImage): ObservedImage {
  const id = `sha256:${makeId(world)}`
  const { labels, ...others } = facts
  if (labels !== undefined) world.imageLabels.set(id, labels)
  return {
    id,
    digest: id,
    os: 'linux',
    architecture: 'amd64',
    sizeBytes: 2_000_000,
    volumes: [],
    hasHealthcheck: false,
    ...others,
  }
}
