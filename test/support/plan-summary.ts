import { formatPath } from '../../src/document/path.ts'
import type { ActionBase, Plan } from '../../src/planner/plan.ts'
import type { Reason } from '../../src/planner/reason.ts'

/** A plan in short, a line an action: `container.start web/1 (missing) after container.create web/1`. */
export function planText(plan: Plan): readonly string[] {
  return plan.actions.map((action) => `${action.id} (${reasonText(action.reason)})${orderText(action)}`)
}

function orderText({ after, afterSettled = [] }: ActionBase): string {
  const all = [...after, ...afterSettled.map((id) => `${id}?`)]
  return all.length === 0 ? '' : ` after ${all.join(', ')}`
}

function reasonText(reason: Reason): string {
  switch (reason.because) {
    case 'fields-changed':
      return `changed ${reason.changes.map(({ path }) => formatPath(path)).join(', ')}`
    case 'dependency-replaced':
      return `replaced ${reason.dependency.kind === 'container' ? reason.dependency.service : reason.dependency.key}`
    case 'requested':
      return reason.flag
    case 'condition':
      return `for ${reason.dependents.join(', ')}`
    case 'not-running':
      return reason.state
    case 'scaled-down':
      return `scaled down to ${reason.wanted}`
    case 'network-detached':
      return `not on ${reason.network}`
    case 'volume-detached':
      return `without ${reason.volume}`
    default:
      return reason.because
  }
}
