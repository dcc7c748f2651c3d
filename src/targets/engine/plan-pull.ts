import type { ObservedImage } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { Plan } from '../../planner/plan.ts'
import type { Reason, ResourceRef } from '../../planner/reason.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { isOfPlatform } from './pull-policy.ts'
import { isBuiltHere, otherImages } from './other-images.ts'
import { smallPlan } from './small-plan.ts'

export interface PullIntent {
  readonly services: readonly string[]
  /** Instead of the policy of each service. */
  readonly policy?: 'always' | 'missing'
  /** Leave out what can be built. */
  readonly ignoreBuildable: boolean
  /** What cannot be pulled is a warning. */
  readonly ignoreFailures: boolean
}

/** Pulls the images of services, each once. Without a policy an image is pulled although it is there. Section 4.6. */
export function planPull(
  project: Pick<Project, 'name' | 'services'>,
  images: ReadonlyMap<string, ObservedImage>,
  intent: PullIntent,
): Plan<EngineAction> {
  const actions = new Map<string, EngineAction>()
  const unchanged = new Map<string, ResourceRef>()
  for (const name of intent.services) {
    const service = own(project.services, name)
    if (service === undefined || service.provider !== undefined) continue
    for (const image of imagesToPull(project, service, intent)) {
      const need = pullNeed({ ...service, image }, images.get(image), intent)
      const target = { kind: 'image', key: image, name: image } as const
      if (need === 'present') unchanged.set(image, target)
      if (typeof need === 'string' || actions.has(image)) continue
      actions.set(image, {
        id: actionId('image.pull', target),
        do: 'image.pull',
        target,
        reason: need,
        after: [],
        reference: image,
        service: name,
        ...(service.platform === undefined ? {} : { platform: service.platform }),
        ...(isBuiltHere(project, image) ? { buildable: true } : {}),
        ...(intent.ignoreFailures ? { tolerant: true, warn: true } : {}),
      })
    }
  }
  const kept = [...unchanged.values()].filter(({ name }) => !actions.has(name))
  return { ...smallPlan(project.name, [...actions.values()]), unchanged: kept }
}

/** The image of the service unless it is only built, and those it needs beside it. */
function imagesToPull(
  project: Pick<Project, 'name' | 'services'>,
  service: Service,
  intent: PullIntent,
): readonly string[] {
  const isSkipped = service.build !== undefined && intent.ignoreBuildable
  const main = service.image === undefined || isSkipped ? [] : [service.image]
  return [...main, ...otherImages(project, service).filter((image) => !isBuiltHere(project, image))]
}

function pullNeed(
  service: Service,
  image: ObservedImage | undefined,
  intent: PullIntent,
): Reason | 'present' | 'unwanted' {
  const policy = intent.policy ?? service.pull_policy ?? 'always'
  if (policy === 'never' || policy === 'build') return 'unwanted'
  const flag = intent.policy === undefined ? 'pull' : `--policy ${intent.policy}`
  if (!whenMissing.has(policy)) return { because: 'requested', flag }
  if (image === undefined || !isOfPlatform(image, service.platform)) return { because: 'missing' }
  return isLatest(service.image ?? '') ? { because: 'requested', flag } : 'present'
}

const whenMissing: ReadonlySet<string> = new Set(['missing', 'if_not_present', 'refresh'])

/** What is called so is expected to change. */
function isLatest(reference: string): boolean {
  if (reference.includes('@')) return false
  const tag = /:([^:/]+)$/u.exec(reference)?.[1]
  return tag === undefined || tag === 'latest'
}
