import { mostReplicas } from '../model/replicas.ts'
import type { Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import type { CheckContext } from './check-context.ts'

/** Something must say what to run. */
export function checkSource(service: Service, { found }: CheckContext): void {
  if (service.image !== undefined || service.build !== undefined || service.provider !== undefined) return
  found({
    code: 'CMP203',
    message: `service "${service.name}" has neither an image nor a build section`,
    at: ['services', service.name],
    pointAtKey: true,
    hint: 'add "image: NAME" or "build: PATH"',
  })
}

export function checkBuild(service: Service, { found }: CheckContext): void {
  const { name, build, platform } = service
  if (build === undefined) return
  const at = ['services', name, 'build'] as const
  if (build.dockerfile !== undefined && build.dockerfile_inline !== undefined) {
    found({
      code: 'CMP206',
      message: `the build of service "${name}" has both "dockerfile" and "dockerfile_inline"`,
      at: [...at, 'dockerfile_inline'],
      pointAtKey: true,
      related: [{ message: '"dockerfile" is here', at: [...at, 'dockerfile'] }],
      hint: 'keep one of them',
    })
  }
  const platforms = build.platforms ?? []
  if (platform !== undefined && platforms.length > 0 && !platforms.includes(platform)) {
    found({
      code: 'CMP207',
      message: `service "${name}" runs on "${platform}", which its build does not make`,
      at: [...at, 'platforms'],
      related: [{ message: 'the platform is here', at: ['services', name, 'platform'] }],
      hint: `add "${platform}" to build.platforms`,
    })
  }
}

export function checkNetworkMode(service: Service, { found, project }: CheckContext): void {
  const { name, network_mode: networkMode } = service
  if (networkMode === undefined) return
  const at = ['services', name, 'network_mode']
  if (Object.keys(service.networks ?? {}).length > 0) {
    found({
      code: 'CMP206',
      message: `service "${name}" has both "network_mode" and "networks"`,
      at,
      pointAtKey: true,
      related: [{ message: '"networks" is here', at: ['services', name, 'networks'] }],
      hint: 'keep one of them',
    })
  }
  const shared = networkMode.startsWith('service:') ? networkMode.slice('service:'.length) : undefined
  const isDependency = shared !== undefined && own(service.depends_on, shared) !== undefined
  // A document that was normalised depends on it too, and the dependency is what gets reported.
  if (shared === undefined || isDependency || own(project.services, shared) !== undefined) return
  found({
    code: 'CMP204',
    message: `service "${name}" shares the network of the undefined service "${shared}"`,
    at,
  })
}

const testKinds = ['CMD', 'CMD-SHELL', 'NONE']

export function checkHealthcheck(service: Service, { found }: CheckContext): void {
  const kind = service.healthcheck?.test?.[0]
  if (kind === undefined || testKinds.includes(kind)) return
  found({
    code: 'CMP109',
    message: `a health test must start with CMD, CMD-SHELL or NONE, not with "${kind}"`,
    at: ['services', service.name, 'healthcheck', 'test', 0],
    hint: 'write ["CMD", ...], or one string for the shell',
  })
}

export function checkScale(service: Service, { found }: CheckContext): void {
  const { name, scale, deploy } = service
  const wanted = scale ?? deploy?.replicas ?? 1
  const at = scale === undefined ? ['services', name, 'deploy', 'replicas'] : ['services', name, 'scale']
  if (wanted < 0 || wanted > mostReplicas) {
    found({
      code: 'CMP109',
      message: `service "${name}" cannot run ${wanted} containers`,
      at,
      hint: `use 0 to ${mostReplicas}`,
    })
  }
  if (wanted > 1 && service.container_name !== undefined) {
    found({
      code: 'CMP206',
      message: `service "${name}" has a container name and ${wanted} containers, which cannot share it`,
      at: ['services', name, 'container_name'],
      related: [{ message: 'the number of containers is here', at }],
      hint: 'remove "container_name"',
    })
  }
}

/** A name on the engine belongs to one container. */
export function checkContainerNames({ project, found }: CheckContext): void {
  const owners = new Map<string, string>()
  for (const { name, container_name: containerName } of Object.values(project.services)) {
    if (containerName === undefined) continue
    const owner = owners.get(containerName)
    if (owner === undefined) {
      owners.set(containerName, name)
      continue
    }
    found({
      code: 'CMP206',
      message: `services "${owner}" and "${name}" have the same container name "${containerName}"`,
      at: ['services', name, 'container_name'],
      related: [
        { message: `the name in service "${owner}" is here`, at: ['services', owner, 'container_name'] },
      ],
      hint: 'give each its own name, or none',
    })
  }
}

/** Only rebuilding and restarting need no place in the container. */
export function checkWatch(service: Service, { found }: CheckContext): void {
  for (const [index, rule] of (service.develop?.watch ?? []).entries()) {
    if (rule.target !== undefined || rule.action === 'rebuild' || rule.action === 'restart') continue
    found({
      code: 'CMP110',
      message: `the watch rule "${rule.action}" of service "${service.name}" has no target`,
      at: ['services', service.name, 'develop', 'watch', index],
      hint: 'add "target: PATH", the place in the container',
    })
  }
}
