import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import { planToCarryOut } from './carry-out-shown.ts'
import { report, type Loaded } from './load-project.ts'
import { planProject, type PlannedProject } from './plan-project.ts'
import { showPlan } from './show-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import type { UpRequest } from './up-request.ts'

interface Wanted {
  readonly engine: Engine
  readonly loaded: Loaded
  readonly request: UpRequest
}

/** Shows the plan and asks; nothing has been done before, and nothing is done that was not shown. */
export async function planWithConsent(surroundings: Surroundings, wanted: Wanted): Promise<PlannedProject> {
  const { loaded, request } = wanted
  const planned = await planProject(surroundings, { ...wanted, neverAsk: true, untold: true })
  if (planned.ending !== undefined) return planned
  // A dry run shows it anyway.
  if (request.dryRun) return planToCarryOut(surroundings, { ...wanted, planned })
  showPlan(surroundings, planned.plan, loaded)
  if (planned.plan.actions.length > 0) {
    const refusal = await refusalOf(surroundings)
    if (refusal !== undefined) return { ending: refusal }
  }
  return planToCarryOut(surroundings, { ...wanted, planned })
}

async function refusalOf(surroundings: Surroundings): Promise<Ending | undefined> {
  const question = { text: 'Carry out this plan?', default: false, flag: '--yes' }
  const answer = await surroundings.host.confirm(question)
  if (answer === true) return undefined
  if (answer === false) return { kind: 'cancelled' }
  report(surroundings, [nobodyThere])
  return { kind: 'undecided' }
}

const nobodyThere: Diagnostic = {
  code: 'CMP302',
  severity: 'error',
  message: 'nothing was done: nobody is there to say whether the plan is to be carried out',
  hint: 'agree with "compose up --confirm --yes", or leave out --confirm',
}
