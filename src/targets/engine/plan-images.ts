import type { ObservedImage } from '../../engine/observed.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { planBuilds } from './plan-builds.ts'
import { imageReference } from './image-reference.ts'
import type { UpIntent } from './intent.ts'
import { isDue, isOfPlatform } from './pull-policy.ts'
import { isBuiltHere, otherImages } from './other-images.ts'
import type { UpFacts } from './up-facts.ts'

export interface ImagePlan {
  readonly actions: readonly EngineAction[]
  /** By image reference: the action after which it is present. */
  readonly ready: ReadonlyMap<string, ActionId>
  readonly problems: readonly Diagnostic[]
}

/** Which images must be fetched or built before containers can be made from them. Section 4.6. */
export function planImages(facts: ImageFacts, intent: ImageIntent): ImagePlan {
  const pulls: EngineAction[] = []
  const builds: Parameters<typeof planBuilds>[1][number][] = []
  const problems: Diagnostic[] = []
  const settled = new Set<string>()
  const wanted = Object.values(facts.project.services).flatMap((service) => wantedImages(facts, service))
  for (const { service, reference } of wanted) {
    const need = imageNeed(service, facts.observed.images.get(reference), intent)
    if (need.kind === 'present' || settled.has(reference)) continue
    settled.add(reference)
    if (need.kind === 'absent') problems.push(absent(facts, service, reference))
    const pull = need.kind === 'pull' ? pullAction(service, reference, need) : undefined
    if (pull !== undefined) pulls.push(pull)
    if (need.kind === 'build' || (need.kind === 'pull' && need.orBuild))
      builds.push({ service, reason: need.reason, ...(pull === undefined ? {} : { pull: pull.id }) })
  }
  const actions = [...pulls, ...planBuilds(facts.project, builds)]
  // Where an image is pulled or else built, the build is the later one.
  return { actions, ready: new Map(actions.map(({ target, id }) => [target.name, id] as const)), problems }
}

/** What deciding about images takes. */
export type ImageFacts = Pick<UpFacts, 'project' | 'origins'> & SeenImages

/** The image of a service, and those that it uses beside it, which are fetched as its own is. */
function wantedImages(
  { project }: ImageFacts,
  service: Service,
): readonly { readonly service: Service; readonly reference: string }[] {
  if (service.provider !== undefined) return []
  const { build: _build, pull_policy: policy, ...rest } = service
  const fetched = policy === undefined || policy === 'build' ? rest : { ...rest, pull_policy: policy }
  const others = otherImages(project, service).filter((reference) => !isBuiltHere(project, reference))
  return [
    { service, reference: imageReference(project, service) },
    ...others.map((reference) => ({ service: { ...fetched, image: reference }, reference })),
  ]
}

interface SeenImages {
  readonly observed: Pick<UpFacts['observed'], 'images'>
}

/** What is wanted of images. */
export type ImageIntent = Pick<UpIntent, 'pull' | 'build' | 'areImagesReady' | 'unixMs'>

type ImageNeed =
  | { readonly kind: 'present' | 'absent' }
  | { readonly kind: 'build'; readonly reason: Reason }
  /** `tolerant`: when the pull does not succeed, the image that is there is used, or one is built. */
  | { readonly kind: 'pull'; readonly reason: Reason; readonly tolerant: boolean; readonly orBuild: boolean }

function imageNeed(service: Service, image: ObservedImage | undefined, intent: ImageIntent): ImageNeed {
  if (intent.areImagesReady === true && image !== undefined) return { kind: 'present' }
  const policy = intent.pull ?? service.pull_policy ?? 'missing'
  // One of another platform counts as missing.
  const isPresent = image !== undefined && isOfPlatform(image, service.platform)
  const canBuild = service.build !== undefined && intent.build !== 'never'
  if (canBuild && intent.build === 'always') return requestedBuild('--build')
  if (canBuild && policy === 'build') return requestedBuild('pull_policy: build')
  const canPull = service.image !== undefined && policy !== 'never' && policy !== 'build'
  const isWanted = isPresent && (policy === 'always' || isDue(image, policy, intent.unixMs ?? 0))
  const reason: Reason =
    policy === 'always' || isWanted
      ? { because: 'requested', flag: `pull_policy: ${policy}` }
      : { because: 'missing' }
  if (isPresent && !(isWanted && canPull)) return { kind: 'present' }
  if (canPull) {
    const orBuild = canBuild && !isPresent
    return { kind: 'pull', reason, tolerant: service.build !== undefined && (isPresent || orBuild), orBuild }
  }
  return canBuild ? { kind: 'build', reason: { because: 'missing' } } : { kind: 'absent' }
}

function requestedBuild(flag: string): ImageNeed {
  return { kind: 'build', reason: { because: 'requested', flag } }
}

function pullAction(
  service: Service,
  reference: string,
  need: Extract<ImageNeed, { readonly kind: 'pull' }>,
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

function absent(facts: Pick<UpFacts, 'origins'>, service: Service, reference: string): Diagnostic {
  const isBuilt = service.build !== undefined
  const span = facts.origins.of(['services', service.name, isBuilt ? 'build' : 'image'])?.span
  return {
    code: 'CMP403',
    severity: 'error',
    message: `image "${reference}" of service "${service.name}" is not present`,
    hint: isBuilt
      ? 'it was not to be built: leave out --no-build, or run compose build first'
      : 'its pull policy forbids pulling: load or build the image first, or change pull_policy',
    ...(span === undefined ? {} : { span }),
  }
}
