import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedNetwork } from '../../engine/observed.ts'
import type { Origins } from '../../document/origins.ts'
import type { Network } from '../../model/network.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { changedNetworks, ownOf } from './changed-resources.ts'
import { labelNames } from './labels.ts'
import { networkSpec } from './network-spec.ts'
import type { ObservedState } from './observe.ts'
import { storedResource, type DeclaredIn } from './stored-resource.ts'

/** What becomes of one declared resource. */
export interface ResourceDecision {
  /** The engine's id of what exists and stays. */
  readonly id?: string
  /** The action after which it is ready; absent when it is ready now. */
  readonly ready?: ActionId
  /** It was there, and is made anew: whatever uses it is too. */
  readonly replaced?: ResourceRef
}

export type NetworkRef = Extract<ResourceRef, { readonly key: string }>

export interface NetworkPlan {
  readonly actions: readonly EngineAction[]
  readonly decisions: ReadonlyMap<string, ResourceDecision>
  /** What is there and differs; see `replaceNetworks`. */
  readonly replacements: readonly { readonly ref: NetworkRef; readonly id: string }[]
  readonly unchanged: readonly ResourceRef[]
  readonly problems: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
}

/** Networks are created when missing, and used as they are when someone else made them. What is to be replaced is only told. Section 4.4. */
export function planNetworks(project: Project, observed: ObservedState, origins: Origins): NetworkPlan {
  const plan = {
    actions: [] as EngineAction[],
    decisions: new Map<string, ResourceDecision>(),
    replacements: [] as { ref: NetworkRef; id: string }[],
    unchanged: [] as ResourceRef[],
    problems: [] as Diagnostic[],
    warnings: [] as Diagnostic[],
  }
  const changed = new Map(changedNetworks(project, observed).map(({ key, current }) => [key, current]))
  for (const [key, network] of Object.entries(project.networks)) {
    const ref: NetworkRef = { kind: 'network', key, name: network.name }
    if (network.external === true) {
      const found = observed.namedNetworks.get(network.name) ?? builtIn(network)
      decideExternal(plan, ref, found, origins)
      continue
    }
    const found = changed.get(key)
    if (found !== undefined) {
      plan.replacements.push({ ref, id: found.id })
      plan.decisions.set(key, { ready: actionId('network.create', ref), replaced: ref })
      continue
    }
    const label = { [labelNames.network]: key }
    const current = ownOf(observed.networks, { name: network.name, label }, project)
    if (current !== undefined) {
      plan.decisions.set(key, { id: current.id })
      plan.unchanged.push(ref)
      continue
    }
    const foreign = observed.namedNetworks.get(network.name)
    if (foreign !== undefined) {
      plan.decisions.set(key, { id: foreign.id })
      plan.warnings.push(adopted('network', network.name, foreign.labels, project.name))
      continue
    }
    plan.actions.push(createNetwork({ project, origins }, ref, { because: 'missing' }))
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

export function createNetwork(
  declared: DeclaredIn,
  ref: NetworkRef,
  reason: Reason,
  after: readonly ActionId[] = [],
): EngineAction {
  const spec = networkSpec(declared.project, ref.key)
  return {
    id: actionId('network.create', ref),
    do: 'network.create',
    target: ref,
    reason,
    after,
    spec: {
      ...spec,
      labels: { ...spec.labels, [labelNames.spec]: storedResource(declared, 'networks', ref.key) },
    },
  }
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
