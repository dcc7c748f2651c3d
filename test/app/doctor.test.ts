import { describe, expect, it } from 'vitest'
import { examine, overallLevel } from '../../src/app/doctor/doctor.ts'
import type { Finding } from '../../src/app/doctor/finding.ts'
import type { Machine } from '../../src/app/doctor/machine.ts'
import { poolUse } from '../../src/app/doctor/subnets.ts'
import { EngineError } from '../../src/engine/errors.ts'
import type { EngineFacts } from '../../src/engine/facts.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'

const healthy: Machine = {
  nodeVersion: '24.21.0',
  hostName: 'host',
  inotify: { watches: 500_000, instances: 512 },
  configuration: { path: '/home/me/.docker/config.json', state: 'read' },
  credentialHelpers: [],
  diskOf: () => Promise.resolve({ freeBytes: 50e9, totalBytes: 100e9 }),
}

const nowMs = Date.parse('2026-11-20T12:00:00Z')

interface Changes {
  readonly engine?: Partial<EngineFacts>
  readonly machine?: Partial<Machine>
}

async function findings({ engine: told = {}, machine = {} }: Changes): Promise<readonly Finding[]> {
  const engine = new FakeEngine()
  engine.told = { builder: 'buildkit', unixMs: nowMs, ...told }
  const diagnosis = await examine({
    found: { engine, why: 'DOCKER_HOST is set' },
    machine: { ...healthy, ...machine },
    unixMs: () => nowMs,
    signal: new AbortController().signal,
  })
  expect(engine.mutatingRequests).toEqual([])
  return diagnosis.findings
}

const remarks = (all: readonly Finding[]): readonly string[] =>
  all.filter(({ level }) => level !== 'ok').map(({ check, level, text }) => `${level} ${check}: ${text}`)

/** All that Docker gives by default, in pieces as large as the pools. */
const allSubnets = ['172.16.0.0/12', '192.168.0.0/16']

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const all = await findings({})
    expect(remarks(all)).toEqual([])
    expect(overallLevel(all)).toBe('ok')
    expect(all[0]?.text).toBe(
      'Docker Engine 28.0.0 (linux/amd64, Debian GNU/Linux 13, kernel 6.12.0) at fake://engine, chosen because DOCKER_HOST is set',
    )
  })

  it.each<[string, Changes]>([
    ['problem api: the engine speaks API 1.40', { engine: { offeredApiVersion: '1.40' } }],
    [
      'warning api: DOCKER_API_VERSION has everything asked in API 1.45',
      { machine: { pinnedApiVersion: '1.45' } },
    ],
    ['warning cgroups: cgroups version 1', { engine: { cgroupVersion: '1' } }],
    [
      'warning limits: limits of memory, swap have no effect',
      { engine: { missingLimits: ['memory', 'swap'] } },
    ],
    ['warning storage: images and containers are kept by vfs', { engine: { storageDriver: 'vfs' } }],
    ['warning builder: the engine has no BuildKit', { engine: { builder: 'classic' } }],
    ["problem forwarding: the engine's machine does not forward IPv4", { engine: { forwardsIPv4: false } }],
    ['warning engine-warning: the engine warns: No blkio', { engine: { warnings: ['No blkio'] } }],
    ['problem podman: Podman 3.4.4 lacks', { engine: { product: 'podman', version: '3.4.4' } }],
    [
      'warning podman: the networks of Podman',
      { engine: { product: 'podman', version: '5.0.0', networkBackend: 'cni' } },
    ],
    ['warning disk: only 4.0 GB of 100.0 GB', { engine: { disk: { freeBytes: 4e9, totalBytes: 100e9 } } }],
    [
      'problem disk: only 0.5 GB of 100.0 GB',
      { machine: { diskOf: async () => ({ freeBytes: 5e8, totalBytes: 1e11 }) } },
    ],
    [
      'warning subnets: 27 of the 31 subnets',
      {
        engine: {
          subnets: [...allSubnets.slice(0, 1), '192.168.0.0/18', '192.168.64.0/18', '192.168.128.0/18'],
        },
      },
    ],
    ['problem subnets: 31 of the 31 subnets', { engine: { subnets: allSubnets } }],
    [
      "warning clock: the engine's clock is 90 seconds behind this one",
      { engine: { unixMs: nowMs - 90_000 } },
    ],
    [
      "problem clock: the engine's clock is 60 minutes ahead of this one",
      { engine: { unixMs: nowMs + 3_600_000 } },
    ],
    [
      'warning context: DOCKER_HOST is set (tcp://a:2375), so that the current docker context "far"',
      {
        machine: {
          dockerHost: 'tcp://a:2375',
          configuration: { path: '/c', state: 'read', currentContext: 'far' },
        },
      },
    ],
    [
      'problem configuration: /c is not JSON',
      { machine: { configuration: { path: '/c', state: 'not JSON' } } },
    ],
    [
      'problem credentials: the credential helper "docker-credential-pass" for all registries is not installed',
      { machine: { credentialHelpers: [{ name: 'pass', isInstalled: false }] } },
    ],
    [
      'problem credentials: the credential helper "docker-credential-ecr" for a.example is not installed',
      {
        machine: {
          credentialHelpers: [
            { name: 'ecr', registry: 'a.example', isInstalled: false },
            { name: 'pass', isInstalled: true },
          ],
        },
      },
    ],
    [
      'warning inotify: only up to 8192 files can be watched',
      { machine: { inotify: { watches: 8192, instances: 128 } } },
    ],
    ['warning node: Node.js 20.20.2 works', { machine: { nodeVersion: '20.20.2' } }],
  ])('says "%s..." and what to do', async (start, changes) => {
    const all = await findings(changes)
    expect(remarks(all)).toEqual([expect.stringContaining(start)])
    expect(all.find(({ level }) => level !== 'ok')?.cure).toMatch(/\S/u)
  })

  it('leaves the disk of an engine on another machine alone', async () => {
    const diskOf = () => Promise.resolve({ freeBytes: 0, totalBytes: 1e11 })
    const all = await findings({ engine: { hostName: 'elsewhere' }, machine: { diskOf } })
    expect(remarks(all)).toEqual([])
  })

  it('still looks at the machine when the engine does not answer', async () => {
    const engine = new FakeEngine()
    engine.inject({ method: 'facts', error: new EngineError('unreachable', 'connection refused') })
    const { engine: none, findings: all } = await examine({
      found: { engine, why: 'it is the current docker context' },
      machine: { ...healthy, nodeVersion: '20.20.2' },
      unixMs: () => nowMs,
      signal: new AbortController().signal,
    })
    expect(none).toBeUndefined()
    expect(remarks(all)).toEqual([
      'problem engine: the engine at fake://engine, chosen because it is the current docker context, does not answer: connection refused',
      expect.stringContaining('warning node:'),
    ])
  })

  it('names the variable of a version that the engine does not speak', async () => {
    const engine = new FakeEngine()
    const refusal = 'client version 9.99 is too new. Maximum supported API version is 1.51'
    engine.inject({ method: 'facts', error: new EngineError('invalid', refusal) })
    const { findings: all } = await examine({
      found: { engine, why: 'DOCKER_HOST is set' },
      machine: healthy,
      unixMs: () => nowMs,
      signal: new AbortController().signal,
    })
    expect(all[0]).toMatchObject({
      level: 'problem',
      cure: 'leave DOCKER_API_VERSION out, so that both sides agree on a version',
    })
  })

  it('says of a socket that refuses how to be let in', async () => {
    const { findings: all } = await examine({
      found: { engine: undefined, problem: 'cannot reach a container engine', isDenied: true },
      machine: healthy,
      unixMs: () => nowMs,
      signal: new AbortController().signal,
    })
    expect(all[0]).toMatchObject({ check: 'engine', level: 'problem' })
    expect(all[0]?.cure).toContain('add this user to the group')
  })
})

describe('poolUse', () => {
  it.each([
    [[], { taken: 0, total: 31 }],
    [['172.17.0.0/16', '172.18.0.0/16'], { taken: 2, total: 31 }],
    [['172.20.4.0/24', '172.20.5.0/24'], { taken: 1, total: 31 }],
    [['192.168.0.0/19'], { taken: 2, total: 31 }],
    [['10.0.0.0/8', 'fd00::/64', 'nonsense'], { taken: 0, total: 31 }],
    [['0.0.0.0/0'], { taken: 31, total: 31 }],
  ])('counts %j in the usual pools as %j', (subnets, use) => {
    expect(poolUse(undefined, subnets)).toEqual(use)
  })

  it('goes by the pools that the engine was given', () => {
    const pools = [{ base: '10.128.0.0/12', size: 24 }]
    expect(poolUse(pools, ['10.128.0.0/24', '10.129.7.0/24', '172.17.0.0/16'])).toEqual({
      taken: 2,
      total: 4096,
    })
  })
})
