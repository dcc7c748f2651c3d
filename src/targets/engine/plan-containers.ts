import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedImage, ObservedMount } from '../../engine/observed.ts'
import { configHash, type HashForm } from '../../model/config-hash.ts'
import type { Service } from '../../model/service.ts'
import type { ActionId } from '../../planner/plan.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'
import { containerSpec } from './container-spec.ts'
import type { Decisions, Instance, ServiceDecision } from './decisions.ts'
import { hashForm } from './hash-form.ts'
import { imageReference } from './image-reference.ts'
import { imageVolumeDigests } from './image-volumes.ts'
import type { ActionOf, UpIntent } from './intent.ts'
import { linkTargets } from './link-targets.ts'
import { missingParents } from './missing-parents.ts'
import { otherImages } from './other-images.ts'
import type { ResourceDecision } from './plan-networks.ts'
import type { RestartStops } from './plan-restart-stops.ts'
import type { UpFacts } from './up-facts.ts'
import { removeContainer, stopContainer } from './removal.ts'
import { isAlive } from './replicas.ts'
import { namespaceParents } from './shared-namespaces.ts'
import { linkedServices, type LinkTargets } from './spec-links.ts'

export interface ContainerPlan {
  readonly actions: readonly EngineAction[]
  /** By `service/number`: the action after which the container exists. */
  readonly ready: ReadonlyMap<string, ActionId>
  /** What this engine cannot do for a service. */
  readonly problems: readonly Diagnostic[]
  readonly warnings: readonly Diagnostic[]
}

export interface Readiness {
  readonly decisions: Decisions
  readonly stops: RestartStops
  readonly networks: ReadonlyMap<string, ResourceDecision>
  readonly volumes: ReadonlyMap<string, ResourceDecision>
  readonly images: ReadonlyMap<string, ActionId>
  /** By service: the actions after which its variables are known. */
  readonly supplies: ReadonlyMap<string, readonly ActionId[]>
  /** By id of a container: the action after which it is gone. */
  readonly removals: ReadonlyMap<string, ActionId>
  /** By id of a container that is replaced: the actions after which it is on its networks again. */
  readonly reconnects: ReadonlyMap<string, readonly ActionId[]>
}

/** Creates what is missing, replaces what diverged, removes what is too many; starts nothing. Section 4.5. */
export function planContainers(facts: UpFacts, intent: UpIntent, readiness: Readiness): ContainerPlan {
  const form = hashForm(facts)
  const targets = linkTargets(facts, readiness.decisions)
  const plan = {
    actions: [] as EngineAction[],
    ready: new Map<string, ActionId>(),
    problems: [] as Diagnostic[],
    warnings: [] as Diagnostic[],
  }
  for (const decision of readiness.decisions.values()) {
    for (const surplus of decision.surplus) plan.actions.push(...planSurplus(surplus, intent))
    for (const instance of decision.instances) {
      if (instance.fate === 'keep') {
        if (instance.current.name === instance.ref.name) continue
        const rename = finishReplacement(instance)
        plan.actions.push(rename)
        plan.ready.set(instanceKey(instance), rename.id)
        continue
      }
      const order = {
        after: prerequisites(facts, { ...decision, instance }, readiness, plan.ready),
        settled: reconnects(instance, readiness),
      }
      const { action, warnings } = planCreation(
        { facts, intent, form, targets },
        decision.service,
        instance,
        order,
      )
      plan.actions.push(action)
      plan.ready.set(instanceKey(instance), action.id)
      for (const remark of [
        ...warnings,
        ...missingParents(decision.service, readiness.decisions, facts.origins),
      ])
        addOnce(remark.severity === 'error' ? plan.problems : plan.warnings, remark)
    }
  }
  return plan
}

export function instanceKey(instance: Pick<Instance, 'ref'>): string {
  return `${instance.ref.service}/${instance.ref.number}`
}

/** All that an interrupted replacement had left to do. */
function finishReplacement({
  current,
  ref,
}: Extract<Instance, { readonly fate: 'keep' }>): ActionOf<'container.rename'> {
  return {
    id: actionId('container.rename', ref),
    do: 'container.rename',
    target: ref,
    reason: { because: 'unfinished-replacement' },
    after: [],
    container: current.id,
    name: ref.name,
  }
}

function planSurplus(surplus: ServiceDecision['surplus'][number], intent: UpIntent): readonly EngineAction[] {
  const { ref, current, reason } = surplus
  const step = { ref, container: current.id, reason, isStopped: !isAlive(current) }
  const stop = stopContainer({ ...step, after: [], ...grace(intent) })
  return [stop, removeContainer({ ...step, after: [stop.id] })]
}

/** Networks, volumes, the image, and the containers whose namespaces are shared or that links reach: the engine looks for them. */
function prerequisites(
  facts: UpFacts,
  { service, surplus, instance }: ServiceDecision & { readonly instance: Instance },
  readiness: Readiness,
  created: ReadonlyMap<string, ActionId>,
): readonly ActionId[] {
  const networks = Object.keys(service.networks ?? {}).map((key) => readiness.networks.get(key)?.ready)
  const volumes = (service.volumes ?? []).map(({ source }) => readiness.volumes.get(source ?? '')?.ready)
  const references = [imageReference(facts.project, service), ...otherImages(facts.project, service)]
  const images = references.map((reference) => readiness.images.get(reference))
  const parents = [...namespaceParents(service), ...linkedServices(service)].flatMap((parent) =>
    (readiness.decisions.get(parent)?.instances ?? []).map((instance) => created.get(instanceKey(instance))),
  )
  const stops = readiness.stops.beforeReplacing.get(service.name) ?? []
  const unfinished = surplus
    .filter(({ reason }) => reason.because === 'unfinished-replacement')
    .map(({ ref }) => actionId('container.remove', ref))
  const predecessor = instance.fate === 'create' ? instance.predecessor : undefined
  const removal = readiness.removals.get(predecessor?.id ?? '')
  const supplies = readiness.supplies.get(service.name) ?? []
  const all = [...supplies, ...networks, ...volumes, ...images, ...parents, ...stops, ...unfinished, removal]
  return [...new Set(all.filter((id): id is ActionId => id !== undefined))]
}

/** Whether the old container got back on its networks or not, the new one takes its place. */
function reconnects(instance: Instance, readiness: Readiness): readonly ActionId[] {
  return instance.fate === 'replace' ? (readiness.reconnects.get(instance.current.id) ?? []) : []
}

interface Making {
  readonly facts: UpFacts
  readonly intent: UpIntent
  readonly form: HashForm
  readonly targets: LinkTargets
}

function planCreation(
  { facts, intent, form, targets }: Making,
  service: Service,
  instance: Exclude<Instance, { readonly fate: 'keep' }>,
  order: { readonly after: readonly ActionId[]; readonly settled: readonly ActionId[] },
): { readonly action: EngineAction; readonly warnings: readonly Diagnostic[] } {
  const reference = imageReference(facts.project, service)
  const image = facts.observed.images.get(reference)
  const imageVolumes = imageVolumeDigests(facts.project, service, facts.observed.images)
  const old = instance.fate === 'replace' ? instance.current : instance.predecessor
  const inherit =
    old !== undefined && !intent.renewAnonymousVolumes ? anonymousMounts(service, old.mounts, image) : []
  const spec = containerSpec({
    project: facts.project,
    service,
    number: instance.ref.number,
    name: instance.ref.name,
    configHash: configHash(service, { form }),
    image,
    imageReference: reference,
    linkTargets: targets,
    ...(imageVolumes === undefined ? {} : { imageVolumes }),
    apiVersion: facts.observed.apiVersion,
    origins: facts.origins,
    ...(facts.proxyEnvironment === undefined ? {} : { proxyEnvironment: facts.proxyEnvironment }),
    ...(facts.seccompProfiles === undefined ? {} : { seccompProfiles: facts.seccompProfiles }),
    ...(inherit.length > 0 ? { inherit } : {}),
    ...(intent.oneOff?.service === service.name ? { oneOff: intent.oneOff } : {}),
    ...(instance.fate === 'replace' ? { replaces: instance.current.name } : {}),
  })
  const common = {
    target: instance.ref,
    reason: instance.reason,
    after: order.after,
    ...(order.settled.length === 0 ? {} : { afterSettled: order.settled }),
    create: spec.create,
    ...(spec.connect === undefined ? {} : { connect: spec.connect }),
    ...(spec.sharedNamespaces.length === 0
      ? {}
      : { sharedNamespaces: { services: spec.sharedNamespaces, hashForm: form } }),
  }
  const action: EngineAction =
    instance.fate === 'create'
      ? { id: actionId('container.create', instance.ref), do: 'container.create', ...common }
      : {
          id: actionId('container.replace', instance.ref),
          do: 'container.replace',
          ...common,
          container: instance.current.id,
          ...grace(intent),
        }
  return { action, warnings: spec.warnings }
}

/**
 * Volumes without a name of the user's: those the image declares and those the service mounts without a source. Their
 * content belongs to the service, so its next container gets them too. Section 4.8.
 */
function anonymousMounts(
  service: Service,
  mounts: readonly ObservedMount[],
  image: ObservedImage | undefined,
): readonly ObservedMount[] {
  const declared = new Map((service.volumes ?? []).map((mount) => [mount.target, mount]))
  const targets = new Set(image?.volumes ?? [])
  for (const [target, mount] of declared) {
    if (mount.type === 'volume' && mount.source === undefined) targets.add(target)
  }
  return mounts.filter((mount) => {
    const own = declared.get(mount.destination)
    const isNamed = own !== undefined && (own.type !== 'volume' || own.source !== undefined)
    return mount.type === 'volume' && targets.has(mount.destination) && !isNamed
  })
}

function grace(intent: UpIntent): { readonly graceSeconds?: number } {
  return intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }
}

function addOnce(warnings: Diagnostic[], warning: Diagnostic): void {
  if (!warnings.some((known) => known.message === warning.message)) warnings.push(warning)
}
