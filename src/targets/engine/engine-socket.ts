import type { Service } from '../../model/service.ts'

const socket = '/var/run/docker.sock'
const clientDirectory = '/run/secrets/docker'

/** The config of the project that holds the registry credentials for `use_api_socket`. The caller declares it. */
export const engineClientConfig = '#apisocket'

/**
 * The service with what `use_api_socket` stands for: the engine's socket, and a configuration for its clients unless the
 * service brings its own. Applied before the config hash is computed, it gives the hash of Docker Compose. Section 2.2.
 */
export function withEngineSocket(service: Service): Service {
  if (service.use_api_socket !== true) return service
  const { volumes = [], configs = [], environment = {} } = service
  const hasSocket = volumes.some(({ target }) => target === socket)
  return {
    ...service,
    volumes: hasSocket ? volumes : [...volumes, { type: 'bind', source: socket, target: socket }],
    ...(environment['DOCKER_CONFIG'] === undefined
      ? {
          environment: { ...environment, DOCKER_CONFIG: clientDirectory },
          configs: [...configs, { source: engineClientConfig, target: `${clientDirectory}/config.json` }],
        }
      : {}),
  }
}
