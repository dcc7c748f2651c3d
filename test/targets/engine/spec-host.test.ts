import { describe, expect, it } from 'vitest'
import type { Service } from '../../../src/model/service.ts'
import { hostConfig } from '../../../src/targets/engine/spec-host.ts'
import { makeContext } from './make-context.ts'

describe('hostConfig', () => {
  it('says nothing that the engine would assume anyway', () => {
    expect(hostConfig(makeContext(), [])).toEqual({ NetworkMode: 'none' })
  })

  it.each<[string, Partial<Service>, Record<string, unknown>]>([
    ['annotations', { annotations: { a: 'b' } }, { Annotations: { a: 'b' } }],
    ['cgroup', { cgroup: 'private' }, { CgroupnsMode: 'private' }],
    ['dns', { dns: ['1.1.1.1', '::1'] }, { Dns: ['1.1.1.1', '::1'] }],
    ['dns_opt', { dns_opt: ['ndots:1', 'use-vc'] }, { DnsOptions: ['ndots:1', 'use-vc'] }],
    ['dns_search', { dns_search: ['a.b'] }, { DnsSearch: ['a.b'] }],
    [
      'extra_hosts',
      { extra_hosts: { z: ['1.2.3.4', '9.9.9.9'], a: ['::1'], 'host.docker.internal': ['host-gateway'] } },
      { ExtraHosts: ['a:::1', 'host.docker.internal:host-gateway', 'z:1.2.3.4', 'z:9.9.9.9'] },
    ],
    ['init', { init: true }, { Init: true }],
    ['init: false', { init: false }, { Init: false }],
    ['ipc', { ipc: 'shareable' }, { IpcMode: 'shareable' }],
    ['isolation', { isolation: 'default' }, { Isolation: 'default' }],
    [
      'logging',
      { logging: { driver: 'json-file', options: { 'max-size': '1k' } } },
      { LogConfig: { Type: 'json-file', Config: { 'max-size': '1k' } } },
    ],
    ['logging options', { logging: { options: { a: 'b' } } }, { LogConfig: { Config: { a: 'b' } } }],
    ['pid', { pid: 'host' }, { PidMode: 'host' }],
    ['runtime', { runtime: 'runc' }, { Runtime: 'runc' }],
    ['sysctls', { sysctls: { 'a.b': '0' } }, { Sysctls: { 'a.b': '0' } }],
    ['tmpfs', { tmpfs: ['/x'] }, { Tmpfs: { '/x': '' } }],
    ['uts', { uts: 'host' }, { UTSMode: 'host' }],
    [
      'volumes_from',
      { volumes_from: ['db', 'cache:ro', 'container:foo:ro', 'container:bar'] },
      { VolumesFrom: ['service:db', 'service:cache', 'foo', 'bar'] },
    ],
    ['restart', { restart: 'always' }, { RestartPolicy: { Name: 'always' } }],
  ])('translates %s', (_, service, expected) => {
    expect(hostConfig(makeContext(service), [])).toEqual({ NetworkMode: 'none', ...expected })
  })

  it('mounts secrets and configs after the volumes', () => {
    const secret = { Type: 'bind', Source: '/s', Target: '/run/secrets/s', ReadOnly: true }
    const context = makeContext({ volumes: [{ type: 'volume', target: '/a' }] })
    expect(hostConfig(context, [secret]).Mounts).toEqual([{ Type: 'volume', Target: '/a' }, secret])
  })

  it('neither restarts nor keeps a container of run', () => {
    const oneOff = { slug: 'abc', removeWhenDone: true }
    const context = makeContext({ restart: 'always' }, {}, { oneOff })
    expect(hostConfig(context, [])).toEqual({ NetworkMode: 'none', AutoRemove: true })
  })
})
