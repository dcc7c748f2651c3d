import { describe, expect, it } from 'vitest'
import { nodeAt } from '../../../src/document/node-at.ts'
import { toPlain } from '../../../src/document/to-plain.ts'
import { canonicalise } from '../../../src/load/canonical/canonicalise.ts'
import { documentOf } from '../document-of.ts'
import { canonicalField } from './canonical-service.ts'

describe('canonicalise', () => {
  it.each([
    ['environment', '[A=1, B, C=, D=a=b]', { A: '1', B: null, C: '', D: 'a=b' }],
    ['environment', '{A: 1, B: }', { A: 1, B: null }],
    ['labels', '[a=1, b]', { a: '1', b: '' }],
    ['annotations', '[a=1]', { a: '1' }],
    ['sysctls', '[net.x=1]', { 'net.x': '1' }],
    ['depends_on', '[db]', { db: { condition: 'service_started', required: true } }],
    [
      'depends_on',
      '{db: {condition: service_healthy, restart: true}}',
      { db: { condition: 'service_healthy', restart: true, required: true } },
    ],
    ['networks', '[a, b]', { a: null, b: null }],
    ['models', '[m]', { m: null }],
    ['env_file', 'a.env', [{ path: 'a.env', required: true }]],
    [
      'env_file',
      '[a.env, {path: b.env, required: false, format: raw}]',
      [
        { path: 'a.env', required: true },
        { path: 'b.env', required: false, format: 'raw' },
      ],
    ],
    ['label_file', 'a', ['a']],
    ['dns', '8.8.8.8', ['8.8.8.8']],
    ['dns', '["", 8.8.8.8]', ['8.8.8.8']],
    ['dns_search', 'a.example', ['a.example']],
    ['tmpfs', '/run', ['/run']],
    [
      'devices',
      '[/dev/a, "/dev/a:/dev/b", "/dev/a:/dev/b:r", "vendor.com/class=x"]',
      [
        { source: '/dev/a', target: '/dev/a', permissions: 'rwm' },
        { source: '/dev/a', target: '/dev/b', permissions: 'rwm' },
        { source: '/dev/a', target: '/dev/b', permissions: 'r' },
        { source: 'vendor.com/class=x', target: 'vendor.com/class=x', permissions: 'rwm' },
      ],
    ],
    ['gpus', 'all', [{ count: 'all' }]],
    ['gpus', '[{options: [a=b]}]', [{ options: { a: 'b' } }]],
    ['secrets', '[s, {source: t, mode: 0440}]', [{ source: 's' }, { source: 't', mode: 288 }]],
    ['configs', '[c]', [{ source: 'c' }]],
    ['healthcheck', '{test: curl x}', { test: ['CMD-SHELL', 'curl x'] }],
    ['healthcheck', '{test: [CMD, x]}', { test: ['CMD', 'x'] }],
    ['command', 'echo "a b"', ['echo', 'a b']],
    ['command', '""', []],
    ['command', 'null', null],
    ['entrypoint', 'a b', ['a', 'b']],
    [
      'post_start',
      '[{command: a b, environment: [A=1]}]',
      [{ command: ['a', 'b'], environment: { A: '1' } }],
    ],
    [
      'develop',
      '{watch: [{path: ., action: sync+exec, exec: {command: a b}, ignore: x}]}',
      { watch: [{ path: '.', action: 'sync+exec', exec: { command: ['a', 'b'] }, ignore: ['x'] }] },
    ],
    ['deploy', '{labels: [a=b]}', { labels: { a: 'b' } }],
    ['build', '.', { context: '.' }],
    [
      'build',
      '{args: [A=1, B], labels: [a], provenance: true, sbom: false, secrets: [s]}',
      {
        args: { A: '1', B: null },
        labels: { a: '' },
        provenance: 'true',
        sbom: 'false',
        secrets: [{ source: 's' }],
      },
    ],
    [
      'build',
      '{ssh: [default, k=/x], additional_contexts: [a=b=c]}',
      { ssh: { default: null, k: '/x' }, additional_contexts: { a: 'b=c' } },
    ],
  ])('writes %s: %s in its long form', (field, short, long) => {
    expect(canonicalField(field, short)).toEqual({ value: long, problems: [] })
  })

  it('changes nothing the second time', () => {
    const document = documentOf(`
services:
  web:
    build: .
    ports: ["80-81:90-91/udp"]
    volumes: ["./a:/a:ro,z", "v1:/d"]
    environment: [A=1]
    command: a "b c"
    healthcheck: {test: x}
    devices: [/dev/a]
    gpus: all
networks: {n: {external: {name: x}}}
`)
    const once = canonicalise(document).node
    expect(canonicalise(once).node).toEqual(once)
  })

  it('keeps the place of what a long form came from, and marks defaults', () => {
    const { node } = canonicalise(documentOf('services: {web: {depends_on: [db]}}'))
    const place = { file: 'compose.yaml', start: 30, end: 32 }
    expect([
      nodeAt(node, ['services', 'web', 'depends_on', 'db'])?.origin,
      nodeAt(node, ['services', 'web', 'depends_on', 'db', 'required'])?.origin,
    ]).toEqual([{ span: place }, { span: place, hops: [{ how: 'default' }] }])
  })

  it('adopts the name of the old external form, with a warning', () => {
    const { node, diagnostics } = canonicalise(documentOf('networks: {n: {external: {name: x}}}'))
    expect([toPlain(node), diagnostics.map(({ code, severity }) => ({ code, severity }))]).toEqual([
      { networks: { n: { external: true, name: 'x' } } },
      [{ code: 'CMP118', severity: 'warning' }],
    ])
  })

  it.each([
    ['environment', '["A =1"]', 'the environment variable "A" is declared with a trailing space'],
    ['environment', '["=x"]', 'the environment variable in "=x" has no name'],
    ['build', '{additional_contexts: [a]}', '"a" has no value'],
    ['build', '{ssh: [k]}', 'the SSH key "k" has no path'],
    ['build', '{ssh: {default: , k: }}', 'the SSH key "k" has no path'],
    ['devices', '["a:b:c:d"]', 'the device mapping "a:b:c:d" has too many colons'],
    ['command', "'echo \"a'", 'the command has an unclosed quote or parenthesis'],
  ])('refuses %s: %s', (field, short, problem) => {
    expect(canonicalField(field, short).problems).toEqual([problem])
  })

  it('leaves extension fields alone', () => {
    const document = documentOf('services: {web: {x-ports: ["80"]}}\nx-volumes: {v: {labels: [a]}}')
    expect(canonicalise(document).node).toBe(document)
  })
})
