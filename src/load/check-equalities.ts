import { nodeAt } from '../document/node-at.ts'
import type { MappingNode } from '../document/node.ts'
import type { Path } from '../document/path.ts'
import { scalarText } from '../document/scalar-text.ts'
import type { Service } from '../model/service.ts'
import type { CheckContext } from './check-context.ts'

/** One fact that can be written in two places. */
interface Pair {
  readonly own: string
  readonly ownValue: string | number | undefined
  readonly deploy: readonly string[]
  readonly deployValue: string | number | undefined
  /** Whether the block around the second place is there at all. */
  readonly isDeclared: boolean
}

/**
 * Facts that `deploy` says too must be the same there. A `limits` or `reservations` block that leaves one out contradicts
 * it as well: it would lift the limit. Spec 2.5.
 */
export function checkEqualities(service: Service, context: CheckContext): void {
  for (const pair of pairsOf(service)) {
    if (!pair.isDeclared || pair.ownValue === undefined || pair.ownValue === pair.deployValue) continue
    reportPair(service.name, pair, context)
  }
}

function pairsOf(service: Service): readonly Pair[] {
  const { limits, reservations } = service.deploy?.resources ?? {}
  const inLimits = { isDeclared: limits !== undefined, block: ['deploy', 'resources', 'limits'] }
  const inReservations = {
    isDeclared: reservations !== undefined,
    block: ['deploy', 'resources', 'reservations'],
  }
  return [
    {
      own: 'scale',
      ownValue: service.scale,
      deploy: ['deploy', 'replicas'],
      deployValue: service.deploy?.replicas,
      isDeclared: service.deploy?.replicas !== undefined,
    },
    pairIn(inLimits, ['cpus', service.cpus], ['cpus', limits?.cpus]),
    pairIn(inLimits, ['mem_limit', service.mem_limit], ['memory', limits?.memory]),
    pairIn(inLimits, ['pids_limit', service.pids_limit], ['pids', limits?.pids]),
    pairIn(inReservations, ['mem_reservation', service.mem_reservation], ['memory', reservations?.memory]),
  ]
}

type Named = readonly [name: string, value: string | number | undefined]

function pairIn(
  { isDeclared, block }: { readonly isDeclared: boolean; readonly block: readonly string[] },
  [own, ownValue]: Named,
  [name, deployValue]: Named,
): Pair {
  return { own, ownValue, deploy: [...block, name], deployValue, isDeclared }
}

function reportPair(service: string, pair: Pair, { found, document }: CheckContext): void {
  const at: Path = ['services', service, pair.own]
  const deployAt: Path = ['services', service, ...pair.deploy]
  const other = pair.deploy.join('.')
  const isMissing = pair.deployValue === undefined
  const own = written(document, at)
  found({
    code: 'CMP207',
    message: isMissing
      ? `"${pair.own}" of service "${service}" is ${own}, and ${pair.deploy.slice(0, -1).join('.')} does not repeat it`
      : `"${pair.own}" of service "${service}" is ${own}, but ${other} is ${written(document, deployAt)}`,
    at,
    related: [
      {
        message: isMissing ? 'the block is here' : 'the other value is here',
        at: isMissing ? deployAt.slice(0, -1) : deployAt,
      },
    ],
    hint: isMissing
      ? `add the same value as ${other}, or remove "${pair.own}"`
      : 'give the same value, or only one',
  })
}

/** The value as it is in the file, "1g" and not the number of bytes. */
function written(document: MappingNode, path: Path): string {
  const node = nodeAt(document, path)
  return node?.kind === 'scalar' ? scalarText(node) : ''
}
