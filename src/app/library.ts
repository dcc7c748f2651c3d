import { setTimeout as delay } from 'node:timers/promises'
import { deferred } from '../async/deferred.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { LogBatch, LogView, Question } from '../events/host.ts'
import type { Programs } from '../events/programs.ts'
import type { RunEvent } from '../events/run-event.ts'
import { loadProject } from '../load/load-project.ts'
import type { LoadRequest, LoadResult, SourceReader } from '../load/load-request.ts'
import type { Plan } from '../planner/plan.ts'
import type { DownRequest } from './down.ts'
import { down } from './down.ts'
import type { LogsRequest } from './logs.ts'
import { showLogs } from './logs.ts'
import { planOnly } from './plan.ts'
import type { ListRequest } from './ps.ts'
import { listContainers } from './ps.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { up } from './up.ts'
import { upDefaults } from './up-defaults.ts'
import type { UpRequest } from './up-request.ts'

/** How a use-case ended, and everything it reported on the way. */
export interface Outcome {
  readonly ok: boolean
  readonly ending: Ending
  readonly diagnostics: readonly Diagnostic[]
}

type Options<Request> = Partial<Omit<Request, 'load' | 'view' | 'detach'>> & { readonly signal?: AbortSignal }

/** One Compose project as a library sees it. Nothing is printed; what happens is told to `onEvent`. */
export interface Compose extends AsyncDisposable {
  /** Reads and checks the files. Needs no engine. */
  load(): Promise<LoadResult>
  /** What `up` would do and why; changes nothing. */
  plan(options?: Options<UpRequest>): Promise<Outcome & { readonly plan?: Plan }>
  /** Creates and starts what the project describes. Resolves when it is started, or with `wait` when it is healthy. */
  up(options?: Options<UpRequest>): Promise<Outcome>
  /** Stops and removes containers and networks, and with `volumes` the data too. */
  down(options?: Options<DownRequest>): Promise<Outcome>
  ps(options?: Options<ListRequest>): Promise<Outcome & { readonly containers: readonly ObservedContainer[] }>
  /** Output of the containers as it comes; ending the iteration ends the reading. */
  logs(options?: Options<LogsRequest>): AsyncIterable<LogBatch>
}

/** What the composition root lends. */
export interface ComposeParts {
  readonly request: LoadRequest
  readonly reader: SourceReader
  readonly connect: () => Promise<Engine>
  /** Close the engine when the project is put away. */
  readonly ownsEngine: boolean
  readonly now: () => number
  /** The time it is. */
  readonly unixMs: () => number
  readonly takeTurn: (key: string, signal: AbortSignal) => Promise<Disposable>
  readonly registryAuth: (reference: string) => Promise<string | undefined>
  readonly registryConfig: () => Promise<string | undefined>
  readonly programs?: Programs
  readonly onEvent: (event: RunEvent) => void
  readonly confirm: (question: Question) => Promise<boolean>
}

/** The use-cases of one project with the defaults of the command line. Disposing it closes the connection to the engine. */
export function composeOf(parts: ComposeParts): Compose {
  let engine: Promise<Engine> | undefined
  const lent: ComposeParts = { ...parts, connect: () => (engine ??= parts.connect()) }
  const load = parts.request
  return {
    load: () => loadProject(load, parts.reader),
    plan: ({ signal, ...options } = {}) =>
      watched(lent, signal, (all) => planOnly(all, { ...upDefaults, ...options, load })),
    up: ({ signal, ...options } = {}) =>
      watched(lent, signal, async (all) => ({ ending: await up(all, { ...upDefaults, ...options, load }) })),
    down: ({ signal, ...options } = {}) =>
      watched(lent, signal, async (all) => ({
        ending: await down(all, { ...downDefaults, ...options, load }),
      })),
    ps: ({ signal, ...options } = {}) =>
      watched(lent, signal, (all) => listContainers(all, { ...psDefaults, ...options, load })),
    logs: (options = {}) => readLogs(lent, options),
    [Symbol.asyncDispose]: async () => {
      if (!parts.ownsEngine) return
      const connected = await engine?.catch(() => undefined)
      await connected?.[Symbol.asyncDispose]()
    },
  }
}

const downDefaults = {
  services: [],
  volumes: false,
  removeOrphans: false,
  dryRun: false,
} as const satisfies Omit<DownRequest, 'load'>

const psDefaults = { services: [], all: false, statuses: [], orphans: true } as const satisfies Omit<
  ListRequest,
  'load'
>

const logsDefaults = { services: [], follow: false, timestamps: false } as const satisfies Omit<
  LogsRequest,
  'load' | 'view'
>

/** Runs a use-case and keeps what it reports. */
async function watched<T extends { readonly ending: Ending }>(
  lent: ComposeParts,
  signal: AbortSignal | undefined,
  run: (surroundings: Surroundings) => Promise<T>,
): Promise<T & Outcome> {
  const diagnostics: Diagnostic[] = []
  const surroundings = surroundingsOf(lent, signal, (event) => {
    if (event.type === 'diagnostic') diagnostics.push(event.diagnostic)
    lent.onEvent(event)
  })
  const result = await run(surroundings)
  return { ...result, ok: result.ending.kind === 'done', diagnostics }
}

function surroundingsOf(
  lent: ComposeParts,
  signal: AbortSignal | undefined,
  emit: (event: RunEvent) => void,
): Surroundings {
  return {
    engine: lent.connect,
    host: { emit, confirm: lent.confirm },
    reader: lent.reader,
    now: lent.now,
    unixMs: lent.unixMs,
    takeTurn: lent.takeTurn,
    registryAuth: lent.registryAuth,
    registryConfig: lent.registryConfig,
    ...(lent.programs === undefined ? {} : { programs: lent.programs }),
    delay: (ms, signal) => delay(ms, undefined, { signal }),
    signal: signal ?? new AbortController().signal,
    force: new AbortController().signal,
  }
}

async function* readLogs(
  lent: ComposeParts,
  { signal, ...options }: Options<LogsRequest>,
): AsyncGenerator<LogBatch> {
  const enough = new AbortController()
  const either = AbortSignal.any([enough.signal, ...(signal === undefined ? [] : [signal])])
  const handed = deferred<AsyncIterable<LogBatch> | undefined>()
  const shown = deferred<undefined>()
  const view: LogView = {
    announce: () => undefined,
    show: async (batches) => {
      handed.resolve(batches)
      await shown.promise
    },
  }
  const ended = showLogs(surroundingsOf(lent, either, lent.onEvent), {
    ...logsDefaults,
    ...options,
    load: lent.request,
    view,
  })
  // A mistake ends it before there is anything to show.
  ended.then(() => handed.resolve(undefined), handed.reject)
  try {
    yield* (await handed.promise) ?? []
  } finally {
    enough.abort()
    shown.resolve(undefined)
    await ended
  }
}
