import { describe, expect, it } from 'vitest'
import { canonicalise } from '../../src/load/canonical/canonicalise.ts'
import { decodeProject } from '../../src/load/decode.ts'
import { documentOf } from './document-of.ts'

function decoded(service: string): { readonly service: unknown; readonly problems: readonly string[] } {
  const { node } = canonicalise(documentOf(`services: {web: {${service}}}`))
  const { services, diagnostics } = decodeProject(node)
  const {
    name: _,
    command,
    entrypoint,
    ...rest
  } = services['web'] ?? { command: undefined, entrypoint: undefined, name: '' }
  const commands = {
    ...(command === null ? {} : { command }),
    ...(entrypoint === null ? {} : { entrypoint }),
  }
  return { service: { ...rest, ...commands }, problems: diagnostics.map(({ message }) => message) }
}

describe('decodeProject', () => {
  it.each([
    ['mem_limit: 1.5g', { mem_limit: '1610612736' }],
    ['mem_limit: 1024', { mem_limit: '1024' }],
    ['memswap_limit: -1', { memswap_limit: '-1' }],
    ['mem_limit: 0', {}],
    ['stop_grace_period: 90s', { stop_grace_period: '1m30s' }],
    ['stop_grace_period: 0s', { stop_grace_period: '0s' }],
    ['cpus: "0.1"', { cpus: 0.1 }],
    ['cpus: 1.23456789', { cpus: 1.2345679 }],
    ['cpu_shares: "73"', { cpu_shares: 73 }],
    ['privileged: "true"', { privileged: true }],
    ['privileged: false', {}],
    ['init: false', { init: false }],
    ['scale: 0', { scale: 0 }],
    ['command: []', { command: [] }],
    ['command: a b', { command: ['a', 'b'] }],
    [
      'environment: {A: 1, B: , C: true, D: 1e6, E: ""}',
      { environment: { A: '1', B: null, C: 'true', D: '1e+06', E: '' } },
    ],
    ['labels: {a: 1.50, b: }', { labels: { a: '1.5', b: '' } }],
    ['environment: {}', {}],
    ['ports: [80]', { ports: [{ mode: 'ingress', target: 80, protocol: 'tcp' }] }],
    ['expose: [80, "90"]', { expose: ['80', '90'] }],
    [
      'ulimits: {nofile: 5, nproc: {soft: 0, hard: "2"}}',
      { ulimits: { nofile: 5, nproc: { soft: 0, hard: 2 } } },
    ],
    [
      'provider: {type: x, options: {a: 1, b: [c, 2]}}',
      { provider: { type: 'x', options: { a: ['1'], b: ['c', '2'] } } },
    ],
    ['gpus: all', { gpus: [{ count: -1 }] }],
    [
      'secrets: [{source: s, mode: 0440}, {source: t, mode: "0400"}]',
      {
        secrets: [
          { source: 's', mode: '0440' },
          { source: 't', mode: '0400' },
        ],
      },
    ],
    [
      'volumes: [{type: tmpfs, target: /x, tmpfs: {mode: "0755", size: 1k}}]',
      { volumes: [{ type: 'tmpfs', target: '/x', tmpfs: { mode: 493, size: '1024' } }] },
    ],
    [
      'extra_hosts: ["a:1.2.3.4", "b=[::1]", "a:5.6.7.8"]',
      { extra_hosts: { a: ['1.2.3.4', '5.6.7.8'], b: ['::1'] } },
    ],
    ['extra_hosts: {a: [1.2.3.4]}', { extra_hosts: { a: ['1.2.3.4'] } }],
    ['build: {context: ., ssh: [k=/x, default]}', { build: { context: '.', ssh: ['default', 'k=/x'] } }],
    ['networks: {n: , m: {priority: 0}}', { networks: { n: null, m: {} } }],
    ['deploy: {replicas: 2}', { deploy: { replicas: 2, resources: {}, placement: {} } }],
    ['scale: 2, deploy: {}', { scale: 2, deploy: { replicas: 2, resources: {}, placement: {} } }],
    [
      'develop: {watch: [{path: ., action: rebuild}]}',
      { develop: { watch: [{ path: '.', action: 'rebuild', exec: { command: null } }] } },
    ],
    [
      'x-note: {a: [1]}, logging: {driver: none, x-b: 2}',
      { logging: { driver: 'none', extensions: { 'x-b': 2 } }, extensions: { 'x-note': { a: [1] } } },
    ],
  ])('reads %s', (written, model) => {
    expect(decoded(written)).toEqual({ service: model, problems: [] })
  })

  it.each([
    ['mem_limit: 1x', 'invalid size "1x"'],
    ['stop_grace_period: "10"', 'invalid duration "10"'],
    ['healthcheck: {interval: 1y}', 'invalid duration "1y"'],
    ['secrets: [{source: s, mode: "9"}]', 'invalid file mode "9"'],
    ['gpus: [{count: x}]', 'expected an integer, not "x"'],
    ['extra_hosts: [a]', 'the extra host "a" has no address'],
    ['extra_hosts: ["=1"]', 'invalid host name ""'],
    ['image: [a]', 'expected a single value, not a list'],
    ['labels: a', 'expected a mapping, not "a"'],
  ])('refuses %s', (written, problem) => {
    expect(decoded(written).problems).toEqual([problem])
  })

  it('reports every mistake', () => {
    expect(decoded('mem_limit: x, shm_size: y, stop_grace_period: z').problems).toHaveLength(3)
  })

  it('reads the other sections, and top-level extension fields', () => {
    const { node } = canonicalise(
      documentOf(`
networks: {n: {name: p_n, enable_ipv6: false, ipam: {config: [{subnet: 10.0.0.0/8}]}}}
volumes: {v: {name: p_v, driver_opts: {size: 1}}}
secrets: {s: {name: p_s, file: /s}}
configs: {c: {name: p_c, content: x}}
models: {m: {model: ai/small, context_size: 10}}
x-top: 1
`),
    )
    expect(decodeProject(node)).toEqual({
      services: {},
      networks: { n: { name: 'p_n', enable_ipv6: false, ipam: { config: [{ subnet: '10.0.0.0/8' }] } } },
      volumes: { v: { name: 'p_v', driver_opts: { size: '1' } } },
      secrets: { s: { name: 'p_s', file: '/s' } },
      configs: { c: { name: 'p_c', content: 'x' } },
      models: { m: { model: 'ai/small', context_size: 10 } },
      extensions: { 'x-top': 1 },
      diagnostics: [],
      incomplete: new Set(),
    })
  })
})
