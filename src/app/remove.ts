import type { Plan } from '../planner/plan.ts'
import { planRemove } from '../targets/engine/plan-remove.ts'
import { changeServices, type ServicesRequest } from './change-services.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface RemoveRequest extends ServicesRequest {
  /** Running ones too, which are stopped first. */
  readonly stop: boolean
  readonly anonymousVolumes: boolean
  /** Says what is going to be removed where nobody is asked; absent: ask. */
  readonly announce?: (text: string) => void
}

/** Removes stopped containers, after a question. Section 1.4. */
export async function remove(surroundings: Surroundings, request: RemoveRequest): Promise<Ending> {
  return changeServices(surroundings, request, async ({ project, containers, services }) => {
    const { stop, anonymousVolumes } = request
    const plan = planRemove(project, containers, { services, stop, anonymousVolumes })
    const names = namesIn(plan)
    if (names.length === 0) {
      surroundings.host.emit({ type: 'notice', text: 'No stopped containers' })
      return { kind: 'done' }
    }
    const text = `Going to remove ${names.join(', ')}`
    // A dry run shows its plan.
    if (request.dryRun) return plan
    if (request.announce !== undefined) request.announce(text)
    else if ((await surroundings.host.confirm({ text, default: false })) !== true) return { kind: 'done' }
    return plan
  })
}

function namesIn(plan: Plan): readonly string[] {
  return plan.actions.flatMap(({ do: verb, target }) => (verb === 'container.remove' ? [target.name] : []))
}
