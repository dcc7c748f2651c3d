import { reachableFrom } from '../../graph/reach.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { ActionOf } from './intent.ts'
import type { UpFacts } from './up-facts.ts'

const reason: Reason = { because: 'requested', flag: 'up' }

type Supply = ActionOf<'provider.up' | 'model.prepare'>

export interface SupplyPlan {
  readonly actions: readonly Supply[]
  /** By service: the actions after which its variables are known. */
  readonly ready: ReadonlyMap<string, readonly ActionId[]>
}

/**
 * Which providers and models must be asked before containers can be made: only they know some variables of services. None where they
 * were asked. Section 4.9.
 */
export function planSupplies({
  project,
  unknownVariables,
}: Pick<UpFacts, 'project' | 'unknownVariables'>): SupplyPlan {
  if (unknownVariables !== undefined) return { actions: [], ready: new Map() }
  const actions = [...modelActions(project), ...providerActions(project)]
  const ready = new Map<string, ActionId[]>()
  for (const action of actions) {
    for (const service of usersOf(action)) ready.set(service, [...(ready.get(service) ?? []), action.id])
  }
  return { actions, ready }
}

/** The services some of whose variables only providers and models tell. */
export function suppliedServices(project: Pick<Project, 'services'>): ReadonlySet<string> {
  const supplied = Object.values(project.services).filter(
    (service) =>
      Object.keys(service.models ?? {}).length > 0 ||
      Object.keys(service.depends_on ?? {}).some(
        (name) => own(project.services, name)?.provider !== undefined,
      ),
  )
  return new Set(supplied.map(({ name }) => name))
}

function usersOf(action: Supply): readonly string[] {
  return action.do === 'provider.up' ? action.dependents : action.users.map(({ service }) => service)
}

function providerActions(project: Project): readonly ActionOf<'provider.up'>[] {
  const providers = Object.values(project.services).filter((service) => service.provider !== undefined)
  const names = new Set(providers.map(({ name }) => name))
  const edges = new Map(
    Object.values(project.services).map((one) => [one.name, Object.keys(one.depends_on ?? {})] as const),
  )
  return providers.map((service) => {
    const reached = reachableFrom([service.name], edges)
    const before = [...reached].filter((name) => name !== service.name && names.has(name))
    return {
      ...providerAction('provider.up', service, reason),
      after: before.map((name) => actionId('provider.up', providerRef(name))),
      dependents: dependentsOf(project, service.name),
    }
  })
}

const none: readonly ActionId[] = []

/** `up`, `down` or `stop` of the provider of a service. */
export function providerAction<Verb extends 'provider.up' | 'provider.down' | 'provider.stop'>(
  verb: Verb,
  service: Service,
  why: Reason,
) {
  const target = providerRef(service.name)
  return {
    id: actionId(verb, target),
    do: verb,
    target,
    reason: why,
    after: none,
    service: service.name,
    provider: service.provider?.type ?? '',
    options: service.provider?.options ?? {},
  }
}

function providerRef(service: string): {
  readonly kind: 'provider'
  readonly key: string
  readonly name: string
} {
  return { kind: 'provider', key: service, name: service }
}

function dependentsOf(project: Project, name: string): readonly string[] {
  return Object.values(project.services)
    .filter((service) => own(service.depends_on, name) !== undefined)
    .map((service) => service.name)
}

function modelActions(project: Project): readonly ActionOf<'model.prepare'>[] {
  return Object.entries(project.models).flatMap(([key, model]) => {
    const users = Object.values(project.services).flatMap((service) => modelUser(service, key) ?? [])
    if (users.length === 0) return []
    const target = { kind: 'model', key, name: key } as const
    return [
      {
        id: actionId('model.prepare', target),
        do: 'model.prepare' as const,
        target,
        reason,
        after: [],
        model: key,
        reference: model.model,
        ...(model.context_size === undefined ? {} : { contextSize: model.context_size }),
        flags: model.runtime_flags ?? [],
        users,
      },
    ]
  })
}

function modelUser(service: Service, key: string): ActionOf<'model.prepare'>['users'][number] | undefined {
  const use = own(service.models, key)
  if (use === undefined) return undefined
  const prefix = key.toUpperCase().replaceAll('-', '_')
  return {
    service: service.name,
    endpointVariable: textOr(use?.endpoint_var, `${prefix}_URL`),
    modelVariable: textOr(use?.model_var, `${prefix}_MODEL`),
  }
}

function textOr(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text
}
