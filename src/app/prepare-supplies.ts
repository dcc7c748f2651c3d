import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { OperationError } from '../diagnostics/errors.ts'
import type { Origins } from '../document/origins.ts'
import type { Engine } from '../engine/engine.ts'
import type { Programs } from '../events/programs.ts'
import type { EnvironmentMap } from '../model/common.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { smallPlan } from '../targets/engine/small-plan.ts'
import { noRunner } from '../targets/engine/run-model.ts'
import { noProvider } from '../targets/engine/run-provider.ts'
import type { Loaded } from './load-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

interface Supplying {
  readonly engine: Engine
  readonly loaded: Loaded
  readonly project: Project
  readonly plan: Plan<EngineAction>
}

export type Supplied = { readonly project: Project; readonly ending?: never } | { readonly ending: Ending }

/**
 * Carries out the part of a plan that asks providers and models, and gives services the variables they tell; nothing else can be decided
 * about containers before they are known. Section 4.9.
 */
export async function askForVariables(
  surroundings: Surroundings,
  { engine, loaded, project, plan }: Supplying,
): Promise<Supplied> {
  const actions = plan.actions.filter(({ do: verb }) => verb === 'provider.up' || verb === 'model.prepare')
  if (actions.length === 0) return { project }
  const variables = new Map<string, EnvironmentMap>()
  const result = await runPlan(surroundings, {
    engine,
    plan: smallPlan(project.name, actions),
    project,
    origins: loaded.origins,
    sources: loaded.sources,
    onVariables: (service, told) => void variables.set(service, { ...variables.get(service), ...told }),
  })
  if (result.outcome !== 'done') return { ending: endingOf(result) }
  const services = Object.values(project.services).map((service) => [
    service.name,
    { ...service, environment: { ...service.environment, ...variables.get(service.name) } },
  ])
  return { project: { ...project, services: Object.fromEntries(services) } }
}

/** The providers and the model runner that are not installed: said before anything is made. */
export async function missingPrograms(
  programs: Programs,
  project: Pick<Project, 'services' | 'models'>,
  origins: Origins,
): Promise<readonly Diagnostic[]> {
  const providers = Object.values(project.services).map(async ({ name, provider }) =>
    provider === undefined || (await programs.find(provider.type, { pluginOnly: false })) !== undefined
      ? []
      : [
          withPlace(noProvider({ provider: provider.type, service: name }), origins, [
            'services',
            name,
            'provider',
          ]),
        ],
  )
  const [model] = Object.values(project.services).flatMap(({ models }) => Object.keys(models ?? {}))
  const isRunnerMissing =
    model !== undefined && (await programs.find('model', { pluginOnly: true })) === undefined
  const runner = isRunnerMissing ? [withPlace(noRunner(model), origins, ['models', model])] : []
  return [...(await Promise.all(providers)).flat(), ...runner]
}

function withPlace(error: OperationError, origins: Origins, path: readonly string[]): Diagnostic {
  const span = origins.of(path)?.span
  return { ...error.toDiagnostic(), ...(span === undefined ? {} : { span }) }
}
