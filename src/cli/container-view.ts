import type { ObservedContainer } from '../engine/observed.ts'
import type { ContainerView } from '../render/container-view.ts'

/** What the engine tells of a container, as listings show it. */
export function viewOf(container: ObservedContainer): ContainerView {
  const { labels } = container
  return {
    id: container.id,
    name: container.name,
    names: container.names,
    image: container.image,
    command: container.command,
    createdAtSeconds: container.createdAtSeconds,
    state: container.state,
    status: container.status,
    health: container.health === 'none' ? '' : container.health,
    exitCode: container.exitCode ?? 0,
    service: labels['com.docker.compose.service'] ?? '',
    project: labels['com.docker.compose.project'] ?? '',
    labels,
    ports: container.ports.map(({ hostIp, published, target, protocol }) => ({
      hostIp: hostIp ?? '',
      published: published ?? 0,
      target,
      protocol,
    })),
    mounts: container.mounts.map(({ type, name, source }) => ({ type, label: name ?? source })),
    networks: container.networks.map(({ name }) => name),
  }
}
