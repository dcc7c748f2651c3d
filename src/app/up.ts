import type { LogView } from '../events/host.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { UpIntent } from '../targets/engine/intent.ts'
import { attachedUp } from './attached-up.ts'
import { load } from './load-project.ts'
import { planProject } from './plan-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { withinTime } from './within-time.ts'

export interface UpRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  readonly detach: boolean
  readonly wait: boolean
  readonly waitTimeoutSeconds?: number
  readonly recreate: UpIntent['recreate']
  readonly recreateDependencies: boolean
  readonly noDeps: boolean
  readonly noStart: boolean
  readonly removeOrphans: boolean
  readonly ignoreOrphans: boolean
  readonly renewAnonymousVolumes: boolean
  readonly scale: Readonly<Record<string, number>>
  readonly timeoutSeconds?: number
  /** Overrides every service's pull policy. */
  readonly pull?: string
  readonly quietPull: boolean
  readonly dryRun: boolean
  readonly attach: readonly string[]
  readonly noAttach: readonly string[]
  readonly attachDependencies: boolean
  readonly abortOn?: 'exit' | 'failure'
  readonly exitCodeFrom?: string
  /** Where output goes when attached. */
  readonly view?: LogView
}

/** Brings the project up: load, observe, plan, ask, execute, and stay attached unless told otherwise. Section 1.5. */
export async function up(surroundings: Surroundings, request: UpRequest): Promise<Ending> {
  const loaded = await load(surroundings, { ...request.load, services: request.services })
  if (loaded.ending !== undefined) return loaded.ending
  const engine = await surroundings.engine()
  const planned = await planProject(surroundings, { engine, loaded, request })
  if (planned.ending !== undefined) return planned.ending
  const run = {
    engine,
    plan: planned.plan,
    origins: loaded.origins,
    sources: loaded.sources,
    dryRun: request.dryRun,
  }
  if (!request.detach && !request.wait && !request.noStart && !request.dryRun && request.view !== undefined) {
    return attachedUp(surroundings, { ...run, request, view: request.view, project: planned.project })
  }
  return withinTime(surroundings, request.waitTimeoutSeconds, async (signal) =>
    endingOf(await runPlan(surroundings, { ...run, signal })),
  )
}
