import type { Project } from '../../src/model/project.ts'
import type { Service } from '../../src/model/service.ts'

/** A service called "web" that runs busybox. */
export function makeService(fields: Partial<Service> = {}): Service {
  return { name: 'web', image: 'busybox', command: null, entrypoint: null, ...fields }
}

/** The project "shop" in /proj/shop with the services given, and nothing else unless said. */
export function makeProject(services: readonly Service[] = [], fields: Partial<Project> = {}): Project {
  return {
    name: 'shop',
    workingDirectory: '/proj/shop',
    files: ['/proj/shop/compose.yaml'],
    envFiles: [],
    environment: {},
    services: Object.fromEntries(services.map((service) => [service.name, service])),
    disabledServices: {},
    networks: { default: { name: 'shop_default', ipam: {} } },
    volumes: {},
    secrets: {},
    configs: {},
    models: {},
    extensions: {},
    ...fields,
  }
}
