import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import type { Plan } from '../planner/plan.ts'
import type { ResourceRef } from '../planner/reason.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { report, type Loaded } from './load-project.ts'
import { planProject, type PlannedProject } from './plan-project.ts'
import { hasNoChance } from './preflight.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import type { UpRequest } from './up-request.ts'

type Planned = Exclude<PlannedProject, { readonly ending: Ending }>

export interface ShownRun {
  readonly engine: Engine
  readonly loaded: Loaded
  readonly request: UpRequest
  /** The plan that somebody has seen. */
  readonly planned: Planned
  readonly onMade: () => void
}

/** Carries out a plan that was made to be looked at. */
export async function carryOutShown(surroundings: Surroundings, shown: ShownRun): Promise<Ending> {
  const { engine, loaded, request, onMade } = shown
  const planned = await planToCarryOut(surroundings, shown)
  if (planned.ending !== undefined) return planned.ending
  const { origins, sources } = loaded
  const run = { ...planned, engine, origins, sources, dryRun: request.dryRun, onMade }
  return endingOf(await runPlan(surroundings, run))
}

/**
 * The plan to carry out after one was looked at. That one itself, unless it brings images or variables first, on which it depends what is
 * replaced: then they are brought, and what is planned with them may go no further than what was said to be undecided.
 */
export async function planToCarryOut(
  surroundings: Surroundings,
  { engine, loaded, request, planned }: Omit<ShownRun, 'onMade'>,
): Promise<PlannedProject> {
  const { plan } = planned
  if (request.dryRun || !plan.actions.some(bringsNews)) {
    report(surroundings, plan.warnings, loaded.sources)
    const isVain = !request.dryRun && (await hasNoChance(surroundings, { engine, loaded, ...planned }))
    return isVain ? { ending: { kind: 'failed' } } : planned
  }
  const prepared = await planProject(surroundings, { engine, loaded, request })
  if (prepared.ending !== undefined) return prepared
  const beyond = prepared.plan.actions.find(({ target }) => !isWithin(plan, target))
  if (beyond === undefined) return prepared
  report(surroundings, [goesFurther(beyond)])
  return { ending: { kind: 'undecided' } }
}

const news: ReadonlySet<string> = new Set(['image.pull', 'image.build', 'provider.up', 'model.prepare'])

function bringsNews({ do: verb }: EngineAction): boolean {
  return news.has(verb)
}

function isWithin(plan: Plan, target: ResourceRef): boolean {
  const known = [...plan.actions, ...plan.undecided].map((one) => one.target)
  return known.some(({ kind, name }) => kind === target.kind && name === target.name)
}

function goesFurther({ id }: EngineAction): Diagnostic {
  return {
    code: 'CMP304',
    severity: 'error',
    message: `"${id}" is not in the plan that was shown, and would be needed now; images may have been pulled or built, and nothing else was done`,
    hint: 'look at the plan once more: compose plan',
  }
}
