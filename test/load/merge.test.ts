import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import { createMerger } from '../../src/load/merge.ts'
import { withoutMergeTags } from '../../src/load/reset.ts'
import { createDeduplicator } from '../../src/load/unique.ts'
import { documentOf } from './document-of.ts'

function merge(base: string, later: string) {
  const diagnostics: Diagnostic[] = []
  const merger = createMerger((diagnostic) => diagnostics.push(diagnostic))
  const deduplicate = createDeduplicator()
  const merged = merger.mergeDocuments(documentOf(base), documentOf(later, 'override.yaml'))
  return { plain: toPlain(deduplicate(withoutMergeTags(merged))), merged, diagnostics }
}

/** Merges two values of one attribute of a service. */
function mergeAttribute(attribute: string, base: string, later: string) {
  const text = (value: string): string => `services:\n  web: { ${attribute}: ${value} }\n`
  const { plain } = merge(text(base), text(later))
  return JSON.parse(JSON.stringify(plain)).services.web[attribute]
}

type Row = [name: string, attribute: string, base: string, later: string, merged: unknown]

describe('mergeDocuments', () => {
  it.each<Row>([
    ['a scalar is replaced', 'image', 'nginx:1', 'nginx:2', 'nginx:2'],
    ['null keeps the earlier value', 'image', 'nginx:1', 'null', 'nginx:1'],
    ['lists append', 'security_opt', '[a]', '[b]', ['a', 'b']],
    ['a command is replaced', 'command', '[a, b]', '[c]', ['c']],
    ['a command is replaced by nothing', 'command', '[a, b]', 'null', null],
    ['an entry point changes its form', 'entrypoint', 'a b', '[c]', ['c']],
    ['mappings merge', 'storage_opt', '{a: 1, b: 2}', '{b: 3}', { a: 1, b: 3 }],
    ['environment in two forms', 'environment', '{A: 1, B: 2}', '[B=3, C]', { A: 1, B: '3', C: null }],
    ['environment lists keep one of a name', 'environment', '[A=1, B=2]', '[A=3]', ['A=3', 'B=2']],
    ['a text is a list of one variable', 'environment', '{A: 1}', 'B=2', { A: 1, B: '2' }],
    ['a text has a list of variables added', 'environment', 'B=2', '[A=1]', { B: '2', A: '1' }],
    ['a variable loses its value', 'environment', '{A: 1, B: 2}', '{A: null}', { A: null, B: 2 }],
    ['labels in two forms', 'labels', '[a=1]', '{b: 2}', { a: '1', b: 2 }],
    ['a text and a list of name servers', 'dns', '1.1.1.1', '[8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
    ['a repeated name server', 'dns', '[1.1.1.1]', '1.1.1.1', ['1.1.1.1']],
    [
      'env files of the same path',
      'env_file',
      'a.env',
      '[{path: a.env, required: false}, b.env]',
      [{ path: 'a.env', required: false }, 'b.env'],
    ],
    ['networks in two forms', 'networks', '[a]', '{b: {aliases: [x]}}', { a: null, b: { aliases: ['x'] } }],
    [
      'dependencies in two forms',
      'depends_on',
      '[db]',
      '{db: {condition: service_healthy}}',
      { db: { condition: 'service_healthy', required: true } },
    ],
    ['build in two forms', 'build', './app', '{target: dev}', { context: './app', target: 'dev' }],
    [
      'hosts in two forms',
      'extra_hosts',
      '{a: 1.1.1.1}',
      '["b=2.2.2.2", "a=1.1.1.1"]',
      ['a=1.1.1.1', 'b=2.2.2.2'],
    ],
    [
      'the same host in two notations',
      'extra_hosts',
      '["a:1.1.1.1"]',
      '["a=1.1.1.1", "a:1.1.1.1"]',
      ['a:1.1.1.1', 'a=1.1.1.1'],
    ],
    [
      'options of the same logging driver',
      'logging',
      '{driver: a, options: {x: 1}}',
      '{options: {y: 2}}',
      { driver: 'a', options: { x: 1, y: 2 } },
    ],
    ['another logging driver', 'logging', '{driver: a, options: {x: 1}}', '{driver: b}', { driver: 'b' }],
    ['one limit', 'ulimits', '{nofile: {soft: 1, hard: 2}}', '{nofile: 3}', { nofile: 3 }],
    ['ports of the same text', 'ports', '["80:80", "81:81"]', '["80:80"]', ['80:80', '81:81']],
    [
      'long ports of the same target',
      'ports',
      '[{target: 80, published: 8080}]',
      '[{target: 80, published: "8080", mode: host}]',
      [{ target: 80, published: '8080', mode: 'host' }],
    ],
    [
      'volumes of the same target',
      'volumes',
      '["one:/data", "two:/other"]',
      '[{type: bind, source: /c, target: /data}]',
      [{ type: 'bind', source: '/c', target: '/data' }, 'two:/other'],
    ],
    ['devices of the same target', 'devices', '["/dev/a:/dev/x"]', '["/dev/b:/dev/x"]', ['/dev/b:/dev/x']],
    [
      'secrets of the same target',
      'secrets',
      '[a]',
      '[{source: b, target: /run/secrets/a}]',
      [{ source: 'b', target: '/run/secrets/a' }],
    ],
    ['a list put in place of another', 'ports', '["80:80"]', '!override ["81:81"]', ['81:81']],
    ['a list taken away', 'ports', '["80:80"]', '!reset []', undefined],
  ])('%s', (_, ...[attribute, base, later, merged]) => {
    expect(mergeAttribute(attribute, base, later)).toEqual(merged)
  })

  it('merges address ranges of the same subnet', () => {
    const network = (config: string): string => `networks:\n  a: { ipam: { config: ${config} } }\n`
    const { plain } = merge(
      network('[{subnet: 10.0.0.0/8}, {subnet: 11.0.0.0/8}]'),
      network('[{subnet: 10.0.0.0/8, gateway: 10.0.0.1}, {subnet: 12.0.0.0/8}]'),
    )
    expect(plain).toEqual({
      networks: {
        a: {
          ipam: {
            config: [{ subnet: '10.0.0.0/8', gateway: '10.0.0.1' }, { subnet: '12.0.0.0/8' }],
          },
        },
      },
    })
  })

  it('says where two forms do not fit together, with both places', () => {
    const { diagnostics } = merge(
      'services:\n  a: { cap_add: [X] }\n',
      'services:\n  a: { cap_add: { X: 1 } }\n',
    )
    expect(diagnostics).toEqual([
      {
        code: 'CMP119',
        severity: 'error',
        message: 'a mapping cannot be merged onto a list',
        span: { file: 'override.yaml', start: 26, end: 34 },
        related: [
          {
            message: 'the earlier value is a list',
            span: { file: 'compose.yaml', start: 26, end: 29 },
          },
        ],
        hint: 'write it in the same form, or put !override before it',
      },
    ])
  })

  it('remembers what a value replaced', () => {
    const { merged } = merge('name: one\n', 'name: two\n')
    expect(merged.entries.get('name')?.value.origin).toEqual({
      span: { file: 'override.yaml', start: 6, end: 9 },
      hops: [{ how: 'override', span: { file: 'compose.yaml', start: 6, end: 9 } }],
    })
  })
})
