import type { HostConfigBody } from '../../engine/container-body.ts'
import type { Engine } from '../../engine/engine.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import { EngineError } from '../../engine/errors.ts'
import { configHash } from '../../model/config-hash.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import type { ActionOf } from './intent.ts'
import { labelNames } from './labels.ts'
import { replicasOf } from './replicas.ts'
import { withContainerIds } from './shared-namespaces.ts'

type Creation = ActionOf<'container.create'> | ActionOf<'container.replace'>

/**
 * Puts the ids of containers, which may be as new as this run, in the place of the services whose namespaces and volumes a
 * container shares, in what the engine is asked for and in the config hash. `services`: those the plan was made for.
 */
export async function resolveNamespaces<A extends Creation>(
  engine: Engine,
  action: A,
  services: Readonly<Record<string, Service>>,
  signal: AbortSignal,
): Promise<A> {
  if (action.sharedNamespaces === undefined) return action
  const { body } = action.create
  const project = body.Labels?.[labelNames.project] ?? ''
  const containers = await engine.containers.list({ [labelNames.project]: project }, signal)
  const service = action.target.kind === 'container' ? own(services, action.target.service) : undefined
  const idOf = (name: string): string | undefined => replicasOf(name, containers)[0]?.id
  const form = action.sharedNamespaces.hashForm
  const hash = service === undefined ? undefined : configHash(withContainerIds(service, idOf), { form })
  const Labels = { ...body.Labels, ...(hash === undefined ? {} : { [labelNames.configHash]: hash }) }
  const HostConfig = withIds(body.HostConfig, (value) => resolveService(value, containers))
  return { ...action, create: { ...action.create, body: { ...body, Labels, HostConfig } } }
}

/** The same where only the host's side names services, as in containers that run before a service starts. */
export async function resolveHost(
  engine: Engine,
  project: string,
  host: HostConfigBody,
  signal: AbortSignal,
): Promise<HostConfigBody> {
  if (host.NetworkMode?.startsWith('service:') !== true) return host
  const containers = await engine.containers.list({ [labelNames.project]: project }, signal)
  return withIds(host, (value) => resolveService(value, containers))
}

function withIds(host: HostConfigBody, resolve: (value: string) => string): HostConfigBody {
  const replaced: Record<string, unknown> = { ...host }
  for (const field of ['NetworkMode', 'IpcMode', 'PidMode', 'UTSMode']) {
    const value = host[field]
    if (typeof value === 'string') replaced[field] = resolve(value)
  }
  const volumesFrom = host['VolumesFrom']
  if (Array.isArray(volumesFrom)) {
    replaced['VolumesFrom'] = volumesFrom.map((from) => resolve(String(from)).replace(/^container:/, ''))
  }
  return replaced
}

function resolveService(value: string, containers: readonly ObservedContainer[]): string {
  if (!value.startsWith('service:')) return value
  const [, name = ''] = value.split(':')
  const [first] = replicasOf(name, containers)
  if (first === undefined) {
    throw new EngineError('not-found', `cannot share a namespace with service "${name}": it has no container`)
  }
  return `container:${first.id}`
}
