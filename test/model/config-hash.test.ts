import { describe, expect, it } from 'vitest'
import { configHash, hashedService, networkHash, volumeHash } from '../../src/model/config-hash.ts'
import type { Service } from '../../src/model/service.ts'

const plain: Service = { name: 'web', image: 'bb', network_mode: 'none', command: null, entrypoint: null }

/** One of everything whose form is special: what the two versions hash for it is known. */
const rich: Service = {
  name: 'rich',
  image: 'bb',
  blkio_config: { device_read_bps: [{ path: '/dev/sda', rate: '1024' }] },
  cpu_percent: 33,
  cpus: 0.1,
  command: ['sh', '-c', 'a<b && c>d'],
  entrypoint: null,
  deploy: { replicas: 3, resources: { reservations: { memory: '1073741824' } }, placement: {} },
  environment: { Z: 'é\u2028', A: null },
  gpus: [{ count: -1 }],
  healthcheck: { start_period: '1.5s', test: ['CMD-SHELL', 'x'], interval: '1m30s' },
  networks: { default: null },
  ports: [
    { mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' },
    { mode: 'ingress', host_ip: '127.0.0.1', target: 90, protocol: 'udp' },
  ],
  secrets: [{ source: 'k', target: '/run/secrets/k', mode: '0440' }],
  ulimits: { nproc: 5, nofile: { soft: 1, hard: 2 } },
  volumes: [
    { type: 'volume', target: 'v:/data', volume: {} },
    { type: 'volume', target: '/x' },
    { type: 'volume', target: '/anon', volume: {} },
    { type: 'bind', source: '/srv/a', target: '/a', bind: { create_host_path: false } },
    { type: 'bind', source: '/srv/b', target: '/b', read_only: true, bind: { create_host_path: true } },
  ],
  pre_stop: [{ command: ['echo', 'bye'] }],
  build: { context: '/src' },
  depends_on: { db: { condition: 'service_started', required: true } },
  profiles: ['debug'],
  pull_policy: 'always',
  scale: 3,
}

describe('configHash', () => {
  it('agrees with Docker Compose on a plain service', () => {
    expect(configHash(plain, { form: 'v5' })).toBe(
      '35e2c43eb1a9ed74c9d32202ea556050ebe86675b0f5650ee0beb3f9dda58538',
    )
  })

  it.each([
    ['v5', '05095e9773b50b08af22ad066f8acc450871d802f55696523d2df1d800c742c2'],
    ['2.40', '30cd0b196a5f8a9530c5727e3bc072db139f565f831366f231b2745ef8d6cc6a'],
  ] as const)(
    'agrees with Docker Compose %s on a rich one, whatever its build, scale, profiles and dependencies',
    (form, hash) => {
      expect(configHash(rich, { form })).toBe(hash)
    },
  )

  it('sorts maps by code point, whatever the order and the look of their keys', () => {
    const labels = { '10': 'a', '9': 'b', '\uff5e': 'c', '\u{1f600}': 'd' }
    const shuffled = { '\u{1f600}': 'd', '9': 'b', '\uff5e': 'c', '10': 'a' }
    expect(configHash({ ...plain, labels }, { form: 'v5' })).toBe(
      configHash({ ...plain, labels: shuffled }, { form: 'v5' }),
    )
  })

  it('does not depend on extension fields', () => {
    const extended: Service = { ...plain, extensions: { 'x-note': 1 } }
    expect(configHash(extended, { form: 'v5' })).toBe(configHash(plain, { form: 'v5' }))
  })
})

describe('hashedService', () => {
  it('is what makes a container need replacing, as plain data', () => {
    expect(
      hashedService({ ...plain, scale: 2, deploy: { replicas: 2, resources: {}, placement: {} } }),
    ).toEqual({
      command: null,
      deploy: { resources: {}, placement: {} },
      entrypoint: null,
      image: 'bb',
      network_mode: 'none',
    })
  })
})

describe('networkHash', () => {
  it('agrees with Docker Compose', () => {
    const hash = networkHash({ name: 'vec_default', ipam: {} })
    expect(hash).toBe('0ab520014e0fc7b744b167ea3eb87c0f01e3b481ab405f37afcfc6ef8e8cdef8')
  })
})

describe('volumeHash', () => {
  it('agrees with Docker Compose, an unnamed driver being local', () => {
    const hash = volumeHash({ name: 'fm-t1_vol', driver_opts: { type: 'nfs' }, labels: { a: 'b' } })
    expect(hash).toBe('b5efaafb0de6962074935b812c30304cd567fda8d81c8e8e3ad875f4f736e3f3')
  })
})
