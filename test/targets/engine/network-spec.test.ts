import { describe, expect, it } from 'vitest'
import { networkSpec } from '../../../src/targets/engine/network-spec.ts'
import { makeProject } from '../../support/models.ts'

const project = makeProject([], {
  networks: {
    default: { name: 'gspec_default', ipam: {} },
    back: {
      name: 'shop_back',
      driver: 'bridge',
      driver_opts: { a: 'b' },
      ipam: {
        driver: 'default',
        options: { o: 'p' },
        config: [
          {
            subnet: '10.77.0.0/24',
            gateway: '10.77.0.1',
            ip_range: '10.77.0.0/25',
            aux_addresses: { h: '10.77.0.9' },
          },
        ],
      },
      internal: true,
      attachable: true,
      enable_ipv4: true,
      enable_ipv6: false,
      labels: { mine: 'x', 'com.docker.compose.project': 'not-shop' },
    },
  },
})

describe('networkSpec', () => {
  it('asks for name and labels, and leaves the rest to the engine', () => {
    expect(networkSpec(project, 'default')).toEqual({
      name: 'gspec_default',
      labels: {
        'com.docker.compose.config-hash': '3870efbe172a2dad69aac051624370b0dc71f4ae72c412098e36c453c5983423',
        'com.docker.compose.network': 'default',
        'com.docker.compose.project': 'shop',
        'com.docker.compose.version': '2.40.3',
      },
    })
  })

  it('passes everything on that is declared, under labels of its own', () => {
    expect(networkSpec(project, 'back')).toMatchObject({
      name: 'shop_back',
      driver: 'bridge',
      options: { a: 'b' },
      ipam: {
        driver: 'default',
        options: { o: 'p' },
        config: [
          {
            subnet: '10.77.0.0/24',
            gateway: '10.77.0.1',
            ipRange: '10.77.0.0/25',
            auxAddresses: { h: '10.77.0.9' },
          },
        ],
      },
      internal: true,
      attachable: true,
      enableIPv4: true,
      enableIPv6: false,
      labels: { mine: 'x', 'com.docker.compose.project': 'shop' },
    })
  })
})
