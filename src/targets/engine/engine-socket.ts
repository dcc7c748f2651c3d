import type { Service } from '../../model/service.ts'

const socket = '/var/run/docker.sock'
const configDirectory = '/run/secrets/docker'

/** The service with what `use_api_socket` stands for: the engine's socket, and where its clients look for their configuration. */
export function withEngineSocket(service: Service): Service {
  if (service.use_api_socket !== true) return service
  const volumes = service.volumes ?? []
  const hasSocket = volumes.some(({ target }) => target === socket)
  return {
    ...service,
    environment: { DOCKER_CONFIG: configDirectory, ...service.environment },
    volumes: hasSocket ? volumes : [...volumes, { type: 'bind', source: socket, target: socket }],
  }
}
