import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { imageReference } from './image-reference.ts'
import type { UpIntent } from './intent.ts'
import type { UpFacts } from './up-facts.ts'

export interface ImagePlan {
  readonly actions: readonly EngineAction[]
  /** By image reference: the action after which it is present. */
  readonly ready: ReadonlyMap<string, ActionId>
  readonly problems: readonly Diagnostic[]
}

/** Which images must be fetched before containers can be made from them. Section 4.6. */
export function planImages(facts: UpFacts, intent: UpIntent): ImagePlan {
  const actions: EngineAction[] = []
  const ready = new Map<string, ActionId>()
  const problems: Diagnostic[] = []
  for (const service of Object.values(facts.project.services)) {
    if (service.provider !== undefined) continue
    const reference = imageReference(facts.project, service)
    const need = imageNeed(service, facts.observed.images.has(reference), intent.pull)
    if (need === 'present' || ready.has(reference)) continue
    if (need === 'absent') {
      problems.push(absent(facts, service, reference))
      continue
    }
    const pull = pullAction(service, reference, need)
    actions.push(pull)
    ready.set(reference, pull.id)
  }
  return { actions, ready, problems }
}

type ImageNeed = 'present' | 'absent' | { readonly reason: Reason; readonly tolerant: boolean }

/** `tolerant`: when the pull does not succeed, the image that is there is used. */
function imageNeed(service: Service, isPresent: boolean, override: string | undefined): ImageNeed {
  const policy = override ?? service.pull_policy ?? 'missing'
  if (policy === 'never') return isPresent ? 'present' : 'absent'
  if (service.image === undefined || policy === 'build') return isPresent ? 'present' : 'absent'
  if (policy === 'always')
    return {
      reason: { because: 'requested', flag: 'pull_policy: always' },
      tolerant: isPresent && service.build !== undefined,
    }
  return isPresent ? 'present' : { reason: { because: 'missing' }, tolerant: false }
}

function pullAction(
  service: Service,
  reference: string,
  need: { readonly reason: Reason; readonly tolerant: boolean },
): EngineAction {
  const target = { kind: 'image', key: reference, name: reference } as const
  return {
    id: actionId('image.pull', target),
    do: 'image.pull',
    target,
    reason: need.reason,
    after: [],
    reference,
    service: service.name,
    ...(service.platform === undefined ? {} : { platform: service.platform }),
    ...(need.tolerant ? { tolerant: true } : {}),
  }
}

function absent(facts: UpFacts, service: Service, reference: string): Diagnostic {
  const isBuilt = service.build !== undefined
  const span = facts.origins.of(['services', service.name, isBuilt ? 'build' : 'image'])?.span
  return {
    code: 'CMP403',
    severity: 'error',
    message: `image "${reference}" of service "${service.name}" is not present`,
    hint: isBuilt
      ? `this release does not build images: build it first (docker build -t ${reference} ...)`
      : 'its pull policy forbids pulling: load or build the image first, or change pull_policy',
    ...(span === undefined ? {} : { span }),
  }
}
