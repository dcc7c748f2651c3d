import { describe, expect, it } from 'vitest'
import type { ContainerBody } from '../../../src/engine/container-body.ts'
import { containerSpec } from '../../../src/targets/engine/container-spec.ts'
import type { ContainerContext } from '../../../src/targets/engine/container-context.ts'
import { makeContext } from './make-context.ts'

const networks = {
  default: { name: 'shop_default', ipam: {} },
  front: { name: 'shop_front', ipam: {} },
}

/** Labels have tests of their own. */
function bodyOf(context: ContainerContext): Omit<ContainerBody, 'Labels'> {
  const { Labels: _, ...body } = containerSpec(context).create.body
  return body
}

describe('containerSpec', () => {
  it('asks for little where little is said', () => {
    expect(bodyOf(makeContext({ networks: { default: null } }))).toEqual({
      Image: 'busybox',
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: { NetworkMode: 'shop_default' },
      NetworkingConfig: { EndpointsConfig: { shop_default: { Aliases: ['shop-web-1', 'web'] } } },
    })
  })

  it('translates what the process gets', () => {
    const context = makeContext({
      command: ['sh', '-c', 'true'],
      entrypoint: [],
      environment: { A: 'b', EMPTY: '', UNSET: null },
      hostname: 'hh',
      domainname: 'dd',
      user: '1:2',
      working_dir: '/w',
      tty: true,
      stdin_open: true,
      stop_signal: 'SIGUSR1',
      stop_grace_period: '1m30s',
    })
    expect(bodyOf(context)).toEqual({
      Image: 'busybox',
      AttachStdout: true,
      AttachStderr: true,
      Cmd: ['sh', '-c', 'true'],
      Entrypoint: [],
      Env: ['A=b', 'EMPTY=', 'UNSET'],
      Hostname: 'hh',
      Domainname: 'dd',
      User: '1:2',
      WorkingDir: '/w',
      Tty: true,
      OpenStdin: true,
      StopSignal: 'SIGUSR1',
      StopTimeout: 90,
      HostConfig: { NetworkMode: 'none' },
    })
  })

  it.each([
    ['0s', 0],
    ['300ms', 0],
    ['1500ms', 1],
  ])('stops after whole seconds: %s', (stop_grace_period, seconds) => {
    expect(bodyOf(makeContext({ stop_grace_period })).StopTimeout).toBe(seconds)
  })

  it('puts proxies below the environment of the service', () => {
    const proxyEnvironment = { HTTP_PROXY: 'http://proxy', NO_PROXY: 'all' }
    const context = makeContext({ environment: { NO_PROXY: 'none' } }, {}, { proxyEnvironment })
    expect(bodyOf(context).Env).toEqual(['HTTP_PROXY=http://proxy', 'NO_PROXY=none'])
  })

  it('passes name and platform beside the body', () => {
    const { create } = containerSpec(makeContext({ platform: 'linux/arm64' }))
    expect([create.name, create.platform]).toEqual(['shop-web-1', 'linux/arm64'])
  })

  it('joins all networks at once since API 1.44', () => {
    const service = { networks: { default: null, front: { mac_address: '02:42:ac:11:00:03' } } }
    const spec = containerSpec(makeContext(service, { networks }))
    expect(spec.connect).toBeUndefined()
    expect(spec.create.body.NetworkingConfig?.EndpointsConfig).toEqual({
      shop_default: { Aliases: ['shop-web-1', 'web'] },
      shop_front: { Aliases: ['shop-web-1', 'web'], MacAddress: '02:42:ac:11:00:03' },
    })
  })

  it('joins one network at a time before, and carries the hardware address itself', () => {
    const service = { mac_address: '02:42:ac:11:00:09', networks: { default: null, front: null } }
    const spec = containerSpec(makeContext(service, { networks }, { apiVersion: '1.43' }))
    expect(spec.create.body.MacAddress).toBe('02:42:ac:11:00:09')
    expect(spec.create.body.NetworkingConfig?.EndpointsConfig).toEqual({
      shop_default: { Aliases: ['shop-web-1', 'web'] },
    })
    expect(spec.connect).toEqual([{ network: 'shop_front', endpoint: { Aliases: ['shop-web-1', 'web'] } }])
  })

  it('says whose containers it must know', () => {
    const context = makeContext({ network_mode: 'service:db', pid: 'service:db', volumes_from: ['cache:ro'] })
    const spec = containerSpec(context)
    expect(spec.sharedNamespaces).toEqual(['db', 'cache'])
    expect(spec.create.body.HostConfig).toEqual({
      NetworkMode: 'service:db',
      PidMode: 'service:db',
      VolumesFrom: ['service:cache'],
    })
  })

  it('attaches to a container of run and keeps the service’s names for its replicas', () => {
    const context = makeContext(
      { networks: { default: { aliases: ['shop'] } }, stdin_open: true },
      {},
      { name: 'shop-web-run-b2ff6493b6d5', oneOff: { slug: 'b2ff6493b6d5', attachInput: true } },
    )
    expect(bodyOf(context)).toMatchObject({
      AttachStdin: true,
      OpenStdin: true,
      StdinOnce: true,
      NetworkingConfig: { EndpointsConfig: { shop_default: { Aliases: ['shop-web-run-b2ff6493b6d5'] } } },
    })
  })

  it('remembers the service without the values of its environment', () => {
    const { Labels } = containerSpec(makeContext({ environment: { PASSWORD: 'hunter2' } })).create.body
    expect(Labels?.['dev.gantry.spec']).toContain('"image":"busybox"')
    expect(Labels?.['dev.gantry.spec']).not.toContain('hunter2')
  })

  it('records the image’s digest once it is known', () => {
    const image = {
      id: 'sha256:1',
      digest: 'sha256:1',
      sizeBytes: 1,
      os: 'linux',
      architecture: 'amd64',
      volumes: [],
      hasHealthcheck: false,
    }
    const { Labels } = containerSpec(makeContext({}, {}, { image })).create.body
    expect(Labels?.['com.docker.compose.image']).toBe('sha256:1')
  })
})
