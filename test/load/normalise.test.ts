import { describe, expect, it } from 'vitest'
import { nodeAt } from '../../src/document/node-at.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import { canonicalise } from '../../src/load/canonical/canonicalise.ts'
import { normalise } from '../../src/load/normalise.ts'
import type { Json } from '../../src/units/json.ts'
import { documentOf } from './document-of.ts'

function normalised(text: string): Json {
  return toPlain(normalise(canonicalise(documentOf(text)).node, 'shop'))
}

function dependencies(service: string): Json {
  const document = normalise(
    canonicalise(documentOf(`services: {web: {network_mode: none, ${service}}}`)).node,
    'shop',
  )
  const node = nodeAt(document, ['services', 'web', 'depends_on'])
  return node === undefined ? null : toPlain(node)
}

const shared = { condition: 'service_started', restart: true, required: true }

describe('normalise', () => {
  it('connects a service without networks to the default one, and declares it', () => {
    expect(normalised('services: {web: {image: a}}')).toEqual({
      services: { web: { image: 'a', networks: { default: null } } },
      networks: { default: { name: 'shop_default' } },
    })
  })

  it('declares no default network that nothing uses', () => {
    expect(
      normalised(
        'services: {web: {network_mode: none}, db: {networks: [n]}, p: {provider: {type: x}}}\nnetworks: {n: }',
      ),
    ).toEqual({
      services: {
        web: { network_mode: 'none' },
        db: { networks: { n: null } },
        p: { provider: { type: 'x' } },
      },
      networks: { n: { name: 'shop_n' } },
    })
  })

  it('keeps what is said about the default network', () => {
    expect(normalised('services: {web: {networks: {}}}\nnetworks: {default: {name: x}}')).toEqual({
      services: { web: { networks: { default: null } } },
      networks: { default: { name: 'x' } },
    })
  })

  it('names resources after the project, and external ones after their key', () => {
    expect(
      normalised(`
networks: {n: , e: {external: true}}
volumes: {v: {name: own}}
secrets: {s: {file: a}}
configs: {c: {external: true, name: other}}
`),
    ).toEqual({
      networks: { n: { name: 'shop_n' }, e: { external: true, name: 'e' } },
      volumes: { v: { name: 'own' } },
      secrets: { s: { file: 'a', name: 'shop_s' } },
      configs: { c: { external: true, name: 'other' } },
    })
  })

  it.each([
    ['build: {}', { context: '.', dockerfile: 'Dockerfile' }],
    ['build: {context: a, dockerfile: b}', { context: 'a', dockerfile: 'b' }],
    ['build: {context: a, dockerfile_inline: FROM a}', { context: 'a', dockerfile_inline: 'FROM a' }],
  ])('completes %s', (written, build) => {
    expect(normalised(`services: {web: {network_mode: none, ${written}}}`)).toEqual({
      services: { web: { network_mode: 'none', build } },
    })
  })

  it.each([
    ['links: [db, "cache:c"]', { db: shared, cache: shared }],
    ['ipc: service:db', { db: shared }],
    ['pid: service:db', { db: shared }],
    ['pid: host', null],
    ['volumes_from: ["db:ro", "container:x"]', { db: { ...shared, restart: false } }],
    [
      'links: [db], depends_on: {db: {condition: service_healthy}}',
      { db: { condition: 'service_healthy', required: true } },
    ],
  ])('finds the dependencies of %s', (written, wanted) => {
    expect(dependencies(written)).toEqual(wanted)
  })

  it('calls if_not_present missing, cleans targets and lends hooks the image', () => {
    expect(
      normalised(
        'services: {web: {image: a, network_mode: none, pull_policy: if_not_present, volumes: [{type: volume, target: /x/../y/}], pre_start: [{command: b}, {image: c, command: d}]}}',
      ),
    ).toEqual({
      services: {
        web: {
          image: 'a',
          network_mode: 'none',
          pull_policy: 'missing',
          volumes: [{ type: 'volume', target: '/y' }],
          pre_start: [
            { image: 'a', command: ['b'] },
            { image: 'c', command: ['d'] },
          ],
        },
      },
    })
  })
})
