import type { ActionId } from '../../planner/plan.ts'
import type { ResourceRef } from '../../planner/reason.ts'

/** How a resource is named in ids and plans: `web/1` for a container, the key for anything else. */
function refText(ref: ResourceRef): string {
  return ref.kind === 'container' ? `${ref.service}/${ref.number}` : ref.key
}

export function actionId(verb: string, ref: ResourceRef, suffix = ''): ActionId {
  return suffix === '' ? `${verb} ${refText(ref)}` : `${verb} ${refText(ref)} ${suffix}`
}
