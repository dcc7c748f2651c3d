import type { EnvironmentMap } from '../model/common.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { oneOffName } from '../targets/engine/labels.ts'
import { own } from '../units/own.ts'
import { load, type Loaded } from './load-project.ts'
import { runContainer } from './one-off-container.ts'
import { oneOffService } from './one-off-service.ts'
import { planProject } from './plan-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { RunRequest } from './run-request.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { takeTurn } from './take-turn.ts'
import { upDefaults } from './up-defaults.ts'

/**
 * Runs a service once in a container of its own, after what it depends on; the ending is its exit code. `id` is that of a container
 * that was left running. Section 1.6.
 */
export async function run(
  surroundings: Surroundings,
  request: RunRequest,
): Promise<{ readonly ending: Ending; readonly id?: string }> {
  const loaded = await load(surroundings, { ...request.load, services: [request.service] })
  if (loaded.ending !== undefined) return loaded
  const service = own(loaded.project.services, request.service)
  if (service === undefined) throw new Error('a service that was selected is not there')
  const name = request.name ?? oneOffName(loaded.project, service, request.slug)
  const engine = await surroundings.engine()
  const overrides = { ...request.overrides, environment: resolved(request.overrides.environment, loaded) }
  const adapted = withService(loaded, oneOffService(service, name, overrides))
  using turn = await takeTurn(surroundings, { engine, project: loaded.project, dryRun: request.dryRun })
  const planned = await planProject(surroundings, {
    engine,
    loaded: adapted,
    request: { ...upDefaults, ...request, services: [request.service] },
    oneOff: {
      service: request.service,
      name,
      slug: request.slug,
      hasServiceAliases: request.useAliases,
      attachInput: request.overrides.interactive,
      removeWhenDone: request.remove,
    },
  })
  if (planned.ending !== undefined) return planned
  const { dryRun } = request
  const run = { engine, project: planned.project, origins: loaded.origins, sources: loaded.sources, dryRun }
  if (dryRun) return { ending: endingOf(await runPlan(surroundings, { ...run, plan: planned.plan })) }
  const onMade = () => turn[Symbol.dispose]()
  const { ofService, others } = split(planned.plan, name)
  const ready = others.actions.length === 0 && others.unchanged.length === 0
  const ending = ready ? done : endingOf(await runPlan(surroundings, { ...run, plan: others, onMade }))
  if (ending.kind !== 'done') return { ending }
  onMade()
  return runContainer(surroundings, { ...run, name, request, own: ofService })
}

const done: Ending = { kind: 'done' }

/** A variable without a value is the project's; one that the project does not have is left as the service has it. */
function resolved(environment: EnvironmentMap, { project }: Loaded): EnvironmentMap {
  const entries = Object.entries(environment).map(([name, value]) => [
    name,
    value ?? own(project.environment, name),
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function withService(loaded: Loaded, service: Project['services'][string]): Loaded {
  const services = { ...loaded.project.services, [service.name]: service }
  return { ...loaded, project: { ...loaded.project, services } }
}

function split(
  plan: Plan<EngineAction>,
  name: string,
): { readonly ofService: Plan<EngineAction>; readonly others: Plan<EngineAction> } {
  const isOwn = ({ target }: EngineAction): boolean => target.kind === 'container' && target.name === name
  return {
    ofService: { ...plan, actions: plan.actions.filter(isOwn), unchanged: [] },
    others: { ...plan, actions: plan.actions.filter((action) => !isOwn(action)) },
  }
}
