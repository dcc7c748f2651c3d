import { attachMistakes } from './attach-mistakes.ts'
import { attachedUp } from './attached-up.ts'
import { load, report } from './load-project.ts'
import { planWithConsent } from './plan-with-consent.ts'
import { planProject } from './plan-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Project } from '../model/project.ts'
import type { UpRequest } from './up-request.ts'
import { stuckContainers } from './stuck-containers.ts'
import { takeTurn } from './take-turn.ts'
import { withinTime } from './within-time.ts'

/** Brings the project up: load, observe, plan, ask, execute, and stay attached unless told otherwise. Section 1.5. */
export async function up(surroundings: Surroundings, asked: UpRequest): Promise<Ending> {
  const loaded = await load(surroundings, { ...asked.load, services: asked.services })
  if (loaded.ending !== undefined) return loaded.ending
  const request = { ...asked, services: loaded.named }
  if (Object.keys(loaded.project.services).length === 0) {
    report(surroundings, [noService(loaded.project)])
    return { kind: 'failed' }
  }
  const mistakes = attachMistakes(loaded.project, request)
  if (mistakes.length > 0) {
    report(surroundings, mistakes)
    return { kind: 'failed' }
  }
  const engine = await surroundings.engine()
  // Commands on one project plan one after the other: the next one sees what this one has made. Section 4.9.
  using turn = await takeTurn(surroundings, { engine, project: loaded.project, dryRun: request.dryRun })
  const planned = await (request.confirm === true
    ? planWithConsent(surroundings, { engine, loaded, request })
    : planProject(surroundings, { engine, loaded, request }))
  if (planned.ending !== undefined) return planned.ending
  const run = {
    onMade: () => turn[Symbol.dispose](),
    engine,
    plan: planned.plan,
    project: planned.project,
    origins: loaded.origins,
    sources: loaded.sources,
    dryRun: request.dryRun,
  }
  if (!request.detach && !request.wait && !request.noStart && !request.dryRun && request.view !== undefined) {
    return await attachedUp(surroundings, { ...run, request, view: request.view })
  }
  const limit = {
    seconds: request.waitTimeoutSeconds,
    evidence: () => stuckContainers(surroundings, engine, planned.project),
  }
  return await withinTime(surroundings, limit, async (signal) =>
    endingOf(await runPlan(surroundings, { ...run, signal })),
  )
}

function noService({ disabledServices }: Project): Diagnostic {
  const [disabled] = Object.values(disabledServices)
  const profile = disabled?.profiles?.[0]
  const hint = profile === undefined ? 'the file has no services' : `enable some with --profile ${profile}`
  return { code: 'CMP210', severity: 'error', message: 'no service selected', hint }
}
