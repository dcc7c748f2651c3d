import type { ActionId } from '../../planner/plan.ts'
import type { ResourceRef } from '../../planner/reason.ts'

/** How a resource is named in ids: `web/1` for a replica, the key for anything that is not a container. */
function refText(ref: ResourceRef): string {
  if (ref.kind !== 'container') return ref.key
  const replica = `${ref.service}/${ref.number}`
  return ref.apart === undefined ? replica : `${replica} ${ref.apart}`
}

export function actionId(verb: string, ref: ResourceRef, suffix = ''): ActionId {
  return suffix === '' ? `${verb} ${refText(ref)}` : `${verb} ${refText(ref)} ${suffix}`
}
