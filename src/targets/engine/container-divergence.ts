import type { Origins } from '../../document/origins.ts'
import type { ObservedContainer, ObservedImage } from '../../engine/observed.ts'
import { configHash, formsDiffer, type HashForm } from '../../model/config-hash.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import type { FieldChange, Reason } from '../../planner/reason.ts'
import { diffSpecs, readSpec } from '../../planner/stored-spec.ts'
import { own } from '../../units/own.ts'
import { containerRef } from './container-ref.ts'
import type { ContainerRef, Decisions } from './decisions.ts'
import { imageReference } from './image-reference.ts'
import { changedImageVolume } from './image-volumes.ts'
import { labelNames } from './labels.ts'
import type { ResourceDecision } from './plan-networks.ts'
import { replicasOf } from './replicas.ts'
import { storedSpec } from './stored-service.ts'
import { namespaceParents, serviceNamed, withContainerIds } from './shared-namespaces.ts'

export interface DivergenceContext {
  readonly project: Project
  readonly origins: Origins
  readonly images: ReadonlyMap<string, ObservedImage>
  readonly networks: ReadonlyMap<string, ResourceDecision>
  readonly volumes: ReadonlyMap<string, ResourceDecision>
  /** Services some of whose variables are not known now. */
  readonly unknownVariables: ReadonlySet<string>
  /** Of the services before this one in dependency order. */
  readonly decisions: Decisions
  /** Of the project. */
  readonly containers: readonly ObservedContainer[]
}

/**
 * The first reason to replace a container, or `undefined` when it is what the service asks for. Compares what was asked
 * for when it was made with what is asked for now; the engine's defaults never enter. Section 4.4.
 */
export function containerDivergence(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): Reason | undefined {
  return (
    replacedParent(service, context) ??
    lostParent(service, current, context) ??
    changedConfiguration(service, current, context) ??
    changedImage(service, current, context) ??
    changedImageVolume(context.project, service, { current, images: context.images }) ??
    missingNetwork(service, current, context) ??
    missingVolume(service, current, context)
  )
}

/** A container that lives in another one's namespace or volumes holds on to the old one's: it is replaced with it. */
function replacedParent(service: Service, context: DivergenceContext): Reason | undefined {
  for (const parent of namespaceParents(service)) {
    const first = context.decisions.get(parent)?.instances[0]
    if (first !== undefined && first.fate !== 'keep') return becauseOf(first.ref)
  }
  return undefined
}

/** The other one was replaced without it: its network is that of a container that is gone. */
function lostParent(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): Reason | undefined {
  const parent = parentContainer(serviceNamed(service.network_mode) ?? '', context)
  const isShared = current.networkMode?.startsWith('container:') === true
  if (parent === undefined || !isShared || current.networkMode === `container:${parent.id}`) return undefined
  return becauseOf(containerRef(parent))
}

function changedConfiguration(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): Reason | undefined {
  const made = current.labels[labelNames.configHash]
  const hashed = withContainerIds(service, (name) => parentContainer(name, context)?.id)
  const isMadeAs = (form: HashForm): boolean => made === configHash(hashed, { form })
  if (isMadeAs('v5') || (formsDiffer(service) && isMadeAs('2.40'))) return undefined
  const changes = changedFields(service, current, context)
  if (context.unknownVariables.has(service.name) && changes.every(isVariableMissing)) return undefined
  const [parent] = namespaceParents(service).flatMap((name) => parentContainer(name, context) ?? [])
  const isAsWritten = changes.length === 0 && readSpec(current.labels[labelNames.spec]) !== undefined
  if (isAsWritten && parent !== undefined) return becauseOf(containerRef(parent))
  return { because: 'fields-changed', changes }
}

/** A variable that the container has and the files do not set: a provider or a model may have told it. */
function isVariableMissing({ path, after }: FieldChange): boolean {
  return path[0] === 'environment' && after === undefined
}

function becauseOf(dependency: ContainerRef): Reason {
  return { because: 'dependency-replaced', dependency }
}

/** The container of a service that others share with, also where the service itself is not part of this run. */
function parentContainer(
  service: string,
  { decisions, containers }: DivergenceContext,
): ObservedContainer | undefined {
  const decision = decisions.get(service)
  if (decision === undefined) return replicasOf(service, containers)[0]
  const [first] = decision.instances
  return first?.fate === 'keep' ? first.current : undefined
}

/** Empty when the container carries no stored spec (another tool made it): then only the fact of the change is known. */
function changedFields(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): readonly FieldChange[] {
  const before = readSpec(current.labels[labelNames.spec])
  if (before === undefined) return []
  const after = readSpec(storedSpec(context.project, service, context.origins))
  if (after === undefined) return []
  return diffSpecs(before, after).map((change) => {
    const span = context.origins.of(['services', service.name, ...change.path])?.span
    return span === undefined ? change : { ...change, declaredAt: span }
  })
}

function changedImage(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): Reason | undefined {
  const image = context.images.get(imageReference(context.project, service))
  const before = current.labels[labelNames.image]
  if (image === undefined || before === undefined || before === '') return undefined
  // Docker Compose 2.40 writes the id, which is not the digest where containerd keeps the images.
  if (before === image.digest || before === image.id) return undefined
  return { because: 'image-changed', before, after: image.digest }
}

/** Only a running container tells for sure which networks it is on. */
function missingNetwork(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): Reason | undefined {
  for (const key of Object.keys(service.networks ?? {})) {
    const network = context.networks.get(key)
    if (network?.replaced !== undefined)
      return { because: 'dependency-replaced', dependency: network.replaced }
    // Podman 4 tells a network's name where others tell its id.
    const known = [network?.id, own(context.project.networks, key)?.name]
    const isAttached = current.networks.some(({ networkId }) => networkId !== '' && known.includes(networkId))
    const isKnown = current.state === 'running' || network?.ready !== undefined
    if (network !== undefined && isKnown && !isAttached) return { because: 'network-detached', network: key }
  }
  return undefined
}

function missingVolume(
  service: Service,
  current: ObservedContainer,
  context: DivergenceContext,
): Reason | undefined {
  for (const mount of service.volumes ?? []) {
    if (mount.type !== 'volume' || mount.source === undefined) continue
    const name = own(context.project.volumes, mount.source)?.name
    if (name === undefined) continue
    const isMounted = current.mounts.some((actual) => actual.type === 'volume' && actual.name === name)
    if (!isMounted) return { because: 'volume-detached', volume: mount.source }
  }
  return undefined
}
