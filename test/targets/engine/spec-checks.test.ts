import { describe, expect, it } from 'vitest'
import type { Project } from '../../../src/model/project.ts'
import type { Service } from '../../../src/model/service.ts'
import type { ContainerContext } from '../../../src/targets/engine/container-context.ts'
import { checkContainer } from '../../../src/targets/engine/spec-checks.ts'
import { makeContext } from './make-context.ts'

function remarks(
  service: Partial<Service>,
  project: Partial<Project> = {},
  fields: Partial<ContainerContext> = {},
): readonly string[] {
  return checkContainer(makeContext(service, project, fields)).map(
    ({ code, severity, message }) => `${severity} ${code}: ${message}`,
  )
}

describe('checkContainer', () => {
  it('has nothing to say about a service that the engine can run', () => {
    expect(
      remarks({
        security_opt: ['no-new-privileges', 'label:disable', 'seccomp=unconfined'],
        healthcheck: { test: ['CMD', 'true'], start_period: '1s', start_interval: '1s' },
        volumes: [{ type: 'volume', source: 'data', target: '/a', bind: { selinux: 'z' }, volume: {} }],
      }),
    ).toEqual([])
  })

  it.each<[string, string, Partial<Service>]>([
    ['annotations', '1.42', { annotations: { a: 'b' } }],
    ['networks.gw_priority', '1.47', { networks: { default: { gw_priority: 1 } } }],
  ])('warns that %s has no effect before its API', (field, apiVersion, service) => {
    const [remark] = remarks(service, {}, { apiVersion })
    expect(remark).toContain(`warning CMP211: service "web" uses ${field}, which needs API`)
  })

  it.each<[string, string, Partial<Service>]>([
    ['healthcheck.start_interval', '1.43', { healthcheck: { start_period: '1s', start_interval: '1s' } }],
    [
      'mac_address of a network other than the first',
      '1.43',
      { networks: { a: null, b: { mac_address: '02:42:ac:11:00:03' } } },
    ],
    [
      'volumes.bind.recursive',
      '1.43',
      { volumes: [{ type: 'bind', source: '/a', target: '/a', bind: { recursive: 'readonly' } }] },
    ],
    [
      'volumes.volume.subpath',
      '1.44',
      { volumes: [{ type: 'volume', source: 'a', target: '/a', volume: { subpath: 'x' } }] },
    ],
    ['a volume of type image', '1.47', { volumes: [{ type: 'image', source: 'a', target: '/a' }] }],
    ['networks.interface_name', '1.48', { networks: { default: { interface_name: 'eth7' } } }],
  ])('refuses %s before its API', (field, apiVersion, service) => {
    const [remark] = remarks(service, {}, { apiVersion })
    expect(remark).toContain(`error CMP211: service "web" uses ${field}, which needs API`)
    expect(remarks(service, {}, { apiVersion: '1.51' })).toEqual([])
  })

  it.each<[string, Partial<Service>]>([
    [
      'error CMP110: the health check of service "web" has a start_interval but no start_period',
      { healthcheck: { start_interval: '1s' } },
    ],
    ['error CMP108: "nonsense" of service "web" is not a security option', { security_opt: ['nonsense'] }],
    [
      'error CMP102: the seccomp profile "/proj/shop/no.json" of service "web" cannot be read',
      { security_opt: ['seccomp=no.json'] },
    ],
    [
      'warning CMP118: the mode of "db:ro" in volumes_from of service "web" has no effect',
      { volumes_from: ['db:ro'] },
    ],
    [
      'warning CMP118: the number of restarts of service "web" has no effect, because it is not only restarted on failure',
      { restart: 'always:3' },
    ],
    [
      'warning CMP118: the tmpfs options of the volume mount "/a" of service "web" have no effect',
      { volumes: [{ type: 'volume', target: '/a', tmpfs: { size: '1' } }] },
    ],
    [
      'warning CMP118: selinux of the mount "/a" of service "web" has no effect together with create_host_path, propagation or recursive',
      {
        volumes: [
          { type: 'bind', source: '/a', target: '/a', bind: { selinux: 'z', propagation: 'shared' } },
        ],
      },
    ],
  ])('says: %s', (remark, service) => {
    expect(remarks(service)).toEqual([remark])
  })

  it.each<[string, Partial<Service>, Partial<Project>]>([
    [
      'warning CMP118: uid, mode of secret "key" of service "web" has no effect, because its file is mounted',
      { secrets: [{ source: 'key', uid: '1', mode: '0400' }] },
      { secrets: { key: { name: 'shop_key', file: '/key' } } },
    ],
    [
      'error CMP114: secret "key" of service "web" needs the environment variable "KEY", which is not set',
      { secrets: [{ source: 'key' }] },
      { secrets: { key: { name: 'shop_key', environment: 'KEY' } } },
    ],
    [
      'error CMP206: config "motd" of service "web" must be written into the container, but the service is read_only',
      { read_only: true, configs: [{ source: 'motd' }] },
      { configs: { motd: { name: 'shop_motd', content: 'hi' } } },
    ],
    [
      'error CMP108: uid "root" of config "motd" of service "web" is not a number',
      { configs: [{ source: 'motd', uid: 'root' }] },
      { configs: { motd: { name: 'shop_motd', content: 'hi' } } },
    ],
    [
      'error CMP211: config "motd" of service "web" is external, which a single engine does not know',
      { configs: [{ source: 'motd' }] },
      { configs: { motd: { name: 'motd', external: true } } },
    ],
  ])('says: %s', (remark, service, project) => {
    expect(remarks(service, project)).toEqual([remark])
  })
})
