import type { BuildFiles } from './build-files.ts'
import { chain, copying, everyday, flat, writers } from './shapes.ts'

/** What a project is like on the engine: nothing there, its containers running, or all of them run to their end. */
export type ProjectState = 'down' | 'up' | 'finished'

export interface BenchCase {
  readonly name: string
  readonly summary: string
  /** The Compose file; without one the command needs no project. Cases of the same `shape` run on the same project. */
  readonly file?: string
  readonly shape?: string
  readonly args: readonly string[]
  /** Files for a build in `context/`, which the builder has not seen before any run. */
  readonly context?: BuildFiles
  /** The state before each run and the one it leaves; without them no engine is touched. */
  readonly from?: ProjectState
  readonly to?: ProjectState
  readonly rounds: number
  readonly bars: readonly Bar[]
  /** Run only when asked for by name. */
  readonly isOptional?: true
}

/** What is promised: a ratio to Docker Compose, a distance to `node -e 0`, or a size. */
export type Bar =
  | { readonly of: 'wall' | 'cpu'; readonly maxRatio: number }
  | { readonly of: 'wall'; readonly maxMsOverNode: number }
  | { readonly of: 'memory'; readonly maxMb: number }

const wall = (maxRatio: number): Bar => ({ of: 'wall', maxRatio })
const cpu = (maxRatio: number): Bar => ({ of: 'cpu', maxRatio })
const chain5 = { shape: 'chain5', file: chain(5) }
const flat20 = { shape: 'flat20', file: flat(20) }
const flat50 = { shape: 'flat50', file: flat(50) }

/** In an order in which few projects have to be started or stopped between cases. */
export const cases: readonly BenchCase[] = [
  {
    name: 'help',
    summary: 'compose --help',
    args: ['--help'],
    rounds: 21,
    bars: [{ of: 'wall', maxMsOverNode: 20 }],
  },
  configCase(1, { isOptional: true }),
  configCase(10, { bars: [wall(1.5)] }),
  configCase(100, { isOptional: true }),
  configCase(1000, { isOptional: true, rounds: 5 }),
  configCase(5000, { isOptional: true, rounds: 3 }),
  {
    name: 'up-chain-first',
    summary: 'first up -d of a chain of 5 health-checked services',
    ...chain5,
    args: ['up', '-d'],
    from: 'down',
    to: 'up',
    rounds: 5,
    bars: [wall(0.8)],
  },
  {
    name: 'up-chain-unchanged',
    summary: 'up -d of that chain, unchanged',
    ...chain5,
    args: ['up', '-d'],
    from: 'up',
    to: 'up',
    rounds: 7,
    bars: [wall(0.1)],
  },
  {
    name: 'up-flat20-first',
    summary: 'first up -d of 20 services without dependencies',
    ...flat20,
    args: ['up', '-d'],
    from: 'down',
    to: 'up',
    rounds: 5,
    bars: [wall(1.1)],
  },
  {
    name: 'up-flat50-unchanged',
    summary: 'up -d of 50 such services, unchanged',
    ...flat50,
    args: ['up', '-d'],
    from: 'up',
    to: 'up',
    rounds: 9,
    bars: [wall(0.8)],
  },
  {
    name: 'ps-50',
    summary: 'ps of 50 containers',
    ...flat50,
    args: ['ps'],
    from: 'up',
    to: 'up',
    rounds: 11,
    bars: [wall(0.7)],
  },
  {
    name: 'down-50',
    summary: 'down of 50 containers',
    ...flat50,
    args: ['down'],
    from: 'up',
    to: 'down',
    rounds: 3,
    bars: [wall(0.8)],
  },
  {
    name: 'logs-8x100k',
    summary: 'logs of 8 containers, 100,000 lines each',
    file: writers(8, 100_000),
    args: ['logs'],
    from: 'finished',
    to: 'finished',
    rounds: 5,
    bars: [wall(0.8), cpu(0.8), { of: 'memory', maxMb: 150 }],
  },
  buildCase('many', 'a context of 50,000 small files', { count: 50_000, bytesEach: 160 }),
  buildCase('large', 'a context of one file of 1 GB', { count: 1, bytesEach: 2 ** 30 }),
]

/** The engine's own work, on the same disk, is most of what these take. */
function buildCase(name: string, summary: string, context: BuildFiles): BenchCase {
  return {
    name: `build-${name}`,
    summary: `build with ${summary}`,
    file: copying,
    context,
    args: ['build'],
    rounds: 3,
    bars: [wall(1.1), cpu(1.1), { of: 'memory', maxMb: 150 }],
    isOptional: true,
  }
}

function configCase(services: number, options: Partial<BenchCase>): BenchCase {
  return {
    name: `config-${services}`,
    summary: `config of ${services} service${services === 1 ? '' : 's'}`,
    file: everyday(services),
    args: ['config'],
    rounds: 21,
    bars: [],
    ...options,
  }
}
