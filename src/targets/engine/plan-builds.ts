import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { imageReference } from './image-reference.ts'
import type { ActionOf } from './intent.ts'

type BuildAction = ActionOf<'image.build'>

interface WantedBuild {
  readonly service: Service
  readonly reason: Reason
  /** The pull of its image, which makes the build needless where it succeeds. */
  readonly pull?: ActionId
}

/**
 * The builds of services, and before each the builds of the images it starts from. One image is built once, whoever names it first.
 * Spec: 2.4, `additional_contexts`.
 */
export function planBuilds(project: BuildProject, wanted: readonly WantedBuild[]): readonly BuildAction[] {
  const actions = new Map<string, BuildAction>()
  for (const build of wanted) addBuild(project, build, actions)
  return [...actions.values()]
}

function addBuild(
  project: BuildProject,
  { service, reason, pull }: WantedBuild,
  actions: Map<string, BuildAction>,
): ActionId | undefined {
  if (service.build === undefined) return undefined
  const reference = imageReference(project, service)
  const known = actions.get(reference)
  if (known !== undefined) return known.id
  const needed = neededServices(service).flatMap((name) => findService(project, name) ?? [])
  const before = needed.flatMap(
    (other) =>
      addBuild(
        project,
        { service: other, reason: { because: 'condition', dependents: [service.name] } },
        actions,
      ) ?? [],
  )
  const target = { kind: 'image', key: reference, name: reference } as const
  const action: EngineAction = {
    id: actionId('image.build', target),
    do: 'image.build',
    target,
    reason,
    after: [...new Set(before)],
    ...(pull === undefined ? {} : { afterSettled: [pull], onlyIfMissing: true }),
    reference,
    service: service.name,
  }
  actions.set(reference, action)
  return action.id
}

type BuildProject = Pick<Project, 'name' | 'services' | 'disabledServices'>

/** One that was not selected may be built all the same, because others start from its image. */
export function findService({ services, disabledServices }: BuildProject, name: string): Service | undefined {
  return own(services, name) ?? own(disabledServices, name)
}

/** The services whose images a build starts from. */
function neededServices({ build }: Service): readonly string[] {
  return Object.values(build?.additional_contexts ?? {}).flatMap((source) =>
    source.startsWith('service:') ? [source.slice('service:'.length)] : [],
  )
}

/** `compose build`: every one of these services that has a build section. */
export function planBuild(project: BuildProject, services: readonly string[]): readonly BuildAction[] {
  const found = services.flatMap((name) => own(project.services, name) ?? [])
  const reason: Reason = { because: 'requested', flag: 'build' }
  return planBuilds(
    project,
    found.map((service) => ({ service, reason })),
  )
}
