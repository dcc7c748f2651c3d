import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { ContainerUsage } from '../engine/usage.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { labelNames } from '../targets/engine/labels.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { projectName } from './project-name.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { UsageBoard } from './usage-board.ts'

/** What a container uses; without `usage`, nothing is known yet. */
export interface UsageRow {
  readonly id: string
  readonly name: string
  readonly usage?: ContainerUsage
}

export interface StatsRequest {
  readonly load: LoadRequest
  readonly service?: string
  /** Stopped ones too. */
  readonly all: boolean
  /** Go on until interrupted. */
  readonly follow: boolean
  readonly show: (rows: readonly UsageRow[]) => void
}

const intervalMs = 1000

/** Shows what the project's containers use: once, or again every second. Section 1.4. */
export async function showStats(surroundings: Surroundings, request: StatsRequest): Promise<Ending> {
  const found = await projectName(surroundings, request.load)
  if (found.ending !== undefined) return found.ending
  const engine = await surroundings.engine()
  const labels = {
    [labelNames.project]: found.name,
    ...(request.service === undefined ? {} : { [labelNames.service]: request.service }),
  }
  const { signal } = surroundings
  const list = async () => {
    const containers = await engine.containers.list(labels, signal)
    return containers.filter((container) => request.all || isAlive(container))
  }
  if (!request.follow) {
    request.show(await Promise.all((await list()).map((container) => rowOf(engine, container, signal))))
    return { kind: 'done' }
  }
  const filter = { labels, types: ['container'], actions: ['start', 'die', 'destroy', 'create'] }
  await using changes = await engine.subscribe(filter, signal)
  await using board = new UsageBoard({ engine, list, changes, signal })
  for (;;) {
    request.show(await board.rows())
    await surroundings.delay(intervalMs, signal)
  }
}

async function rowOf(
  engine: Engine,
  { id, name }: ObservedContainer,
  signal: AbortSignal,
): Promise<UsageRow> {
  for await (const usage of engine.containers.usage(id, { follow: false }, signal)) return { id, name, usage }
  return { id, name }
}
