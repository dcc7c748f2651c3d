import type { LoadRequest } from '../load/load-request.ts'
import { planPush } from '../targets/engine/plan-push.ts'
import { smallPlan } from '../targets/engine/small-plan.ts'
import { loadNamed } from './load-named.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PushRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  /** Also what the named services depend on. */
  readonly includeDependencies: boolean
  /** What cannot be pushed is a warning. */
  readonly ignoreFailures: boolean
  readonly dryRun: boolean
}

/** Sends the images that services build to their registries. Section 1.4. */
export async function push(surroundings: Surroundings, request: PushRequest): Promise<Ending> {
  const loaded = await loadNamed(surroundings, request, request.includeDependencies)
  if (loaded.ending !== undefined) return loaded.ending
  const { project, origins, sources, names: services } = loaded
  const actions = planPush(project, services, request)
  if (actions.length === 0) {
    surroundings.host.emit({
      type: 'notice',
      text: 'No images to push: that takes services with both "build" and "image"',
    })
    return { kind: 'done' }
  }
  const engine = await surroundings.engine()
  const plan = smallPlan(project.name, actions)
  const { dryRun } = request
  return endingOf(await runPlan(surroundings, { engine, plan, project, origins, sources, dryRun }))
}
