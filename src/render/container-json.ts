import type { Json } from '../units/json.ts'
import type { ContainerView } from './container-view.ts'

/** A container as a program wants it: numbers as numbers, nothing shortened, lists as lists. */
export function containerJson(container: ContainerView): Json {
  const { id, name, service, project, image, command, state, status, health, exitCode } = container
  return {
    id,
    name,
    service,
    project,
    image,
    command,
    createdAt: new Date(container.createdAtSeconds * 1000).toISOString(),
    state,
    status,
    health: health === '' ? null : health,
    exitCode,
    ports: container.ports.map(({ hostIp, target, published, protocol }) => ({
      target,
      protocol,
      ...(published === 0 ? {} : { hostIp, published }),
    })),
    networks: container.networks,
    mounts: container.mounts.map(({ type, label }) => ({ type, source: label })),
  }
}
