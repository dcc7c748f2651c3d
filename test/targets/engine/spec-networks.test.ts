import { describe, expect, it } from 'vitest'
import type { Service } from '../../../src/model/service.ts'
import { endpointsOf, networkMode, type Endpoint } from '../../../src/targets/engine/spec-networks.ts'
import { makeProject, makeService } from '../../support/models.ts'

const networks = {
  default: { name: 'shop_default', ipam: {} },
  front: { name: 'shop_front', ipam: {} },
  back: { name: 'the-back', ipam: {} },
}

function endpoints(fields: Partial<Service>): readonly Endpoint[] {
  const service = makeService(fields)
  const project = makeProject([service], { networks })
  return endpointsOf({ project, service, name: 'shop-web-1', hasServiceAliases: true })
}

describe('endpointsOf', () => {
  it('makes the container known by its own name, the service’s and the declared ones, each once', () => {
    expect(endpoints({ networks: { default: { aliases: ['shop', 'web', 'shop-web-1'] } } })).toEqual([
      { network: 'shop_default', endpoint: { Aliases: ['shop-web-1', 'web', 'shop'] } },
    ])
  })

  it('orders networks by priority, then by name', () => {
    const joined = endpoints({ networks: { front: null, default: {}, back: { priority: 10 } } })
    expect(joined.map(({ network }) => network)).toEqual(['the-back', 'shop_default', 'shop_front'])
  })

  it('passes addresses and options on', () => {
    const [first] = endpoints({
      networks: {
        front: {
          driver_opts: { a: 'b' },
          gw_priority: 3,
          interface_name: 'eth7',
          ipv4_address: '10.77.0.5',
          ipv6_address: 'fd00::5',
          link_local_ips: ['169.254.1.1'],
          mac_address: '02:42:ac:11:00:03',
        },
      },
    })
    expect(first?.endpoint).toEqual({
      Aliases: ['shop-web-1', 'web'],
      DriverOpts: { a: 'b', 'com.docker.network.endpoint.ifname': 'eth7' },
      GwPriority: 3,
      IPAMConfig: { IPv4Address: '10.77.0.5', IPv6Address: 'fd00::5', LinkLocalIPs: ['169.254.1.1'] },
      MacAddress: '02:42:ac:11:00:03',
    })
  })

  it('gives the service’s own hardware address to its first network', () => {
    const joined = endpoints({
      mac_address: '02:42:ac:11:00:19',
      networks: { front: {}, back: { priority: 1 } },
    })
    expect(joined.map(({ endpoint }) => endpoint.MacAddress)).toEqual(['02:42:ac:11:00:19', undefined])
  })

  it('joins nothing in the network of something else', () => {
    expect(endpoints({ network_mode: 'service:db' })).toEqual([])
  })

  it('keeps the names of the service for its replicas', () => {
    const service = makeService({ networks: { default: { aliases: ['shop'] } } })
    const project = makeProject([service])
    const position = { project, service, name: 'shop-web-run-1234', hasServiceAliases: false }
    expect(endpointsOf(position)).toEqual([
      { network: 'shop_default', endpoint: { Aliases: ['shop-web-run-1234'] } },
    ])
  })
})

describe('networkMode', () => {
  it.each<[string, Partial<Service>, string]>([
    ['the first network', { networks: { front: {}, back: { priority: 1 } } }, 'the-back'],
    ['the mode', { network_mode: 'host' }, 'host'],
    ['a shared namespace as it is written', { network_mode: 'service:db' }, 'service:db'],
    ['none without networks', { networks: {} }, 'none'],
  ])('is %s', (_, fields, mode) => {
    const service = makeService(fields)
    expect(networkMode(makeProject([service], { networks }), service)).toBe(mode)
  })
})
