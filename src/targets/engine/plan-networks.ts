import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedNetwork } from '../../engine/engine.ts'
import type { Origins } from '../../document/origins.ts'
import { networkHash } from '../../model/config-hash.ts'
import type { Network } from '../../model/network.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { labelNames } from './labels.ts'
import { networkSpec } from './network-spec.ts'
import type { ObservedState } from './observe.ts'

/** What becomes of one declared resource. */
export interface ResourceDecision {
  /** The engine's id of what exists and stays. */
  readonly id?: string
  /** The action after which it is ready; absent when it is ready now. */
  readonly ready?: ActionId
}

type NetworkRef = Extract<ResourceRef, { readonly key: string }>

export interface NetworkPlan {
  readonly actions: readonly EngineAction[]
  readonly decisions: ReadonlyMap<string, ResourceDecision>
  readonly unchanged: readonly ResourceRef[]
  readonly problems: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
}

/** Networks are created when missing, used as they are when someone else made them, and replaced when their definition changed. Section 4.4. */
export function planNetworks(project: Project, observed: ObservedState, origins: Origins): NetworkPlan {
  const plan = {
    actions: [] as EngineAction[],
    decisions: new Map<string, ResourceDecision>(),
    unchanged: [] as ResourceRef[],
    problems: [] as Diagnostic[],
    warnings: [] as Diagnostic[],
  }
  for (const [key, network] of Object.entries(project.networks)) {
    const ref: NetworkRef = { kind: 'network', key, name: network.name }
    if (network.external === true) {
      const found = observed.namedNetworks.get(network.name) ?? builtIn(network)
      decideExternal(plan, ref, found, origins)
      continue
    }
    const current = ownNetwork(project, observed, key, network)
    if (current !== undefined && !hasChanged(current, network)) {
      plan.decisions.set(key, { id: current.id })
      plan.unchanged.push(ref)
      continue
    }
    const foreign = observed.namedNetworks.get(network.name)
    if (current === undefined && foreign !== undefined) {
      plan.decisions.set(key, { id: foreign.id })
      plan.warnings.push(adopted('network', network.name, foreign.labels, project.name))
      continue
    }
    const actions =
      current === undefined
        ? [createNetwork(project, ref, { because: 'missing' })]
        : replaceNetwork(project, observed, ref, current)
    plan.actions.push(...actions)
    plan.decisions.set(key, { ready: actionId('network.create', ref) })
  }
  return plan
}

/** `host`, `none` and `bridge` always exist, under these names only. */
function builtIn(network: Network): ObservedNetwork | undefined {
  if (!['host', 'none', 'bridge', 'default'].includes(network.name)) return undefined
  return { id: network.name, name: network.name, driver: network.name, labels: {} }
}

function decideExternal(
  plan: { readonly decisions: Map<string, ResourceDecision>; readonly problems: Diagnostic[] },
  { key, name }: NetworkRef,
  found: ObservedNetwork | undefined,
  origins: Origins,
): void {
  if (found !== undefined) {
    plan.decisions.set(key, { id: found.id })
    return
  }
  const span = origins.of(['networks', key])?.span
  plan.problems.push({
    code: 'CMP406',
    severity: 'error',
    message: `network "${name}" is declared as external, but could not be found`,
    hint: `create it (docker network create ${name}), or remove "external: true" to let Compose create it`,
    ...(span === undefined ? {} : { span }),
  })
}

function ownNetwork(
  project: Project,
  observed: ObservedState,
  key: string,
  network: Network,
): ObservedNetwork | undefined {
  return observed.networks.find(
    (candidate) =>
      candidate.name === network.name &&
      candidate.labels[labelNames.project] === project.name &&
      candidate.labels[labelNames.network] === key,
  )
}

/** A network without a hash was made by something that does not track changes: it is left alone. */
function hasChanged(current: ObservedNetwork, network: Network): boolean {
  const hash = current.labels[labelNames.configHash]
  return hash !== undefined && hash !== '' && hash !== networkHash(network)
}

function createNetwork(
  project: Project,
  ref: NetworkRef,
  reason: Reason,
  after: readonly ActionId[] = [],
): EngineAction {
  return {
    id: actionId('network.create', ref),
    do: 'network.create',
    target: ref,
    reason,
    after,
    spec: networkSpec(project, ref.key),
  }
}

/** The engine refuses to remove a network with endpoints, so its containers stop and leave it first; they are replaced later. */
function replaceNetwork(
  project: Project,
  observed: ObservedState,
  ref: NetworkRef,
  current: ObservedNetwork,
): readonly EngineAction[] {
  const { key } = ref
  const reason: Reason = { because: 'fields-changed', changes: [{ path: ['networks', key] }] }
  const users = observed.containers.filter((container) =>
    container.networks.some(
      (endpoint) => endpoint.networkId === current.id || endpoint.name === current.name,
    ),
  )
  const leave = users.map((container): EngineAction => {
    const id = `network.disconnect ${key} ${container.name}`
    return {
      id,
      do: 'network.disconnect',
      target: ref,
      reason,
      after: [],
      network: current.id,
      container: container.id,
    }
  })
  const remove: EngineAction = {
    id: actionId('network.remove', ref),
    do: 'network.remove',
    target: ref,
    reason,
    after: leave.map((action) => action.id),
    network: current.id,
  }
  return [...leave, remove, createNetwork(project, ref, reason, [remove.id])]
}

/** The remark when a resource of a wanted name exists without this project's labels. */
export function adopted(
  kind: 'network' | 'volume',
  name: string,
  labels: Readonly<Record<string, string>>,
  projectName: string,
): Diagnostic {
  const owner = labels[labelNames.project]
  return {
    code: 'CMP405',
    severity: 'warning',
    message:
      owner === undefined || owner === projectName
        ? `a ${kind} with name "${name}" exists but was not created by Compose`
        : `${kind} "${name}" exists already but was created for project "${owner}" (expected "${projectName}")`,
    hint: `it is used as it is; declare it with "external: true" to say so, or give yours another "name"`,
  }
}
