import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import type { ServiceDecision } from './decisions.ts'
import { linkTargets } from './link-targets.ts'
import { createNetwork, type NetworkPlan, type NetworkRef } from './plan-networks.ts'
import { isAlive } from './replicas.ts'
import { possibleUsers, type ReplacementContext } from './replacement-context.ts'
import { endpointsOf } from './spec-networks.ts'
import { changedResource } from './stored-resource.ts'
import { stillUsed } from './still-used.ts'
import { stopUsers } from './stop-users.ts'

export interface NetworkReplacements {
  readonly actions: readonly EngineAction[]
  /** By id of a container that is replaced: the actions after which it is on its networks again. */
  readonly reconnects: ReadonlyMap<string, readonly ActionId[]>
  readonly problems: readonly Diagnostic[]
}

type Replaced = Extract<ServiceDecision['instances'][number], { readonly fate: 'replace' }>

/**
 * Makes networks anew under containers that are replaced anyway. The engine keeps a network that has endpoints, so its users stop and
 * leave it before; they join the new one at once, so that a replacement that does not succeed leaves nothing without a network.
 */
export function replaceNetworks(
  replacements: NetworkPlan['replacements'],
  context: ReplacementContext,
): NetworkReplacements {
  const replaced = new Map<string, Replaced>()
  for (const { instances } of context.decisions.values()) {
    for (const instance of instances)
      if (instance.fate === 'replace') replaced.set(instance.current.id, instance)
  }
  const users = replacements.map(({ ref, id }) => usersOf({ ref, id }, context))
  const problems = replacements.flatMap(({ ref }, index) => {
    const staying = (users[index] ?? []).filter(
      (user) => isAlive(user) && !replaced.has(user.id) && !context.removals.has(user.id),
    )
    return staying.length === 0 ? [] : [stillUsed(ref, staying, context.facts)]
  })
  if (problems.length > 0) return { actions: [], reconnects: new Map(), problems }
  const leaving = new Set(users.flat().flatMap(({ id }) => replaced.get(id) ?? []))
  const stops = stopUsers(
    [...leaving].map(({ ref, reason, current }) => ({
      ref,
      reason,
      container: current.id,
      isStopped: !isAlive(current),
    })),
    context,
  )
  const reconnects = new Map<string, ActionId[]>()
  const rest = replacements.flatMap(({ ref, id }, index) => {
    const own = (users[index] ?? []).flatMap((user) => replaced.get(user.id) ?? [])
    const gone = (users[index] ?? []).flatMap((user) => context.removals.get(user.id) ?? [])
    const after = [...context.first, ...gone]
    return replaceNetwork({ ref, id, users: own, after, stops }, context, reconnects)
  })
  return { actions: [...stops, ...rest], reconnects, problems }
}

function usersOf(
  { ref, id }: { readonly ref: NetworkRef; readonly id: string },
  context: ReplacementContext,
): readonly ObservedContainer[] {
  return possibleUsers(context).filter((container) =>
    container.networks.some((endpoint) => endpoint.networkId === id || endpoint.name === ref.name),
  )
}

interface NetworkReplacement {
  readonly ref: NetworkRef
  readonly id: string
  readonly users: readonly Replaced[]
  readonly after: readonly ActionId[]
  readonly stops: readonly EngineAction[]
}

function replaceNetwork(
  { ref, id, users, after, stops }: NetworkReplacement,
  { facts, decisions }: ReplacementContext,
  reconnects: Map<string, ActionId[]>,
): readonly EngineAction[] {
  const { project, observed } = facts
  const labels = observed.networks.find((network) => network.id === id)?.labels ?? {}
  const changes = changedResource(facts, { kind: 'networks', key: ref.key }, labels)
  const reason: Reason = { because: 'fields-changed', changes }
  const common = { target: ref, reason }
  const leave = users.map(({ ref: user, current }): EngineAction => ({
    ...common,
    id: actionId('network.disconnect', ref, current.name),
    do: 'network.disconnect',
    after: stops.filter((stop) => stop.target === user).map((stop) => stop.id),
    network: id,
    container: current.id,
  }))
  const remove: EngineAction = {
    ...common,
    id: actionId('network.remove', ref),
    do: 'network.remove',
    after: [...after, ...leave.map((action) => action.id)],
    network: id,
  }
  const create = createNetwork(facts, ref, reason, [remove.id])
  const targets = linkTargets(facts, decisions)
  const join = users.flatMap(({ ref: user, current }): readonly EngineAction[] => {
    const service = decisions.get(user.service)?.service
    if (service === undefined) return []
    const endpoints = endpointsOf({
      project,
      service,
      name: current.name,
      hasServiceAliases: true,
      linkTargets: targets,
    })
    const endpoint = endpoints.find(({ network }) => network === ref.name)?.endpoint
    if (endpoint === undefined) return []
    const connect = actionId('network.connect', ref, current.name)
    reconnects.set(current.id, [...(reconnects.get(current.id) ?? []), connect])
    const joining = { network: ref.name, container: current.id, endpoint }
    return [{ ...common, id: connect, do: 'network.connect', after: [create.id], ...joining }]
  })
  return [...leave, remove, create, ...join]
}
