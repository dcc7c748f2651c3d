import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Node } from '../../src/document/node.ts'
import { nodeAt } from '../../src/document/node-at.ts'
import { parseYaml } from '../../src/document/parse-yaml.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import { castAt } from '../../src/interpolate/casts.ts'
import { interpolateDocument } from '../../src/interpolate/interpolate-document.ts'
import { describe as placed } from '../document/read.ts'

interface Result {
  readonly before: Node
  readonly node: Node
  readonly diagnostics: readonly Diagnostic[]
}

function interpolate(text: string, variables: Readonly<Record<string, string>> = {}): Result {
  const [before] = parseYaml('f', text).documents
  if (before === undefined) throw new Error('no document')
  const options = { lookup: (name: string) => variables[name], castAt, sources: new Map([['f', text]]) }
  return { before, ...interpolateDocument(before, options) }
}

function variableSpansAt(text: string, path: readonly (string | number)[]): readonly string[] {
  const hops = nodeAt(interpolate(text).node, path)?.origin.hops ?? []
  return hops.filter(({ how }) => how === 'variable').map(({ span }) => text.slice(span?.start, span?.end))
}

describe('interpolateDocument', () => {
  it('replaces variables in values at any depth, never in keys', () => {
    const { node } = interpolate('x-a: {$A: [$A, {b: "${A}-$$A"}]}\n', { A: '1' })
    expect(toPlain(node)).toEqual({ 'x-a': { $A: ['1', { b: '1-$A' }] } })
  })

  it('returns the same node where nothing changes', () => {
    const { before, node } = interpolate('a: [1, b]\nc: {d: e}\n')
    expect(node).toBe(before)
  })

  it.each([
    ['a plain value', 'k: a ${A:-b} c\n'],
    ['quotes', 'k: "a ${A:-b}"\n'],
    ['quotes with escapes', 'k: "\\ta ${A:-b}"\n'],
    ['a block', 'k: |\n  first\n  a ${A:-b}\n'],
    ['a folded block', 'k: >-\n  first\n  a ${A:-b} c\n'],
    ['a value over two lines', 'k: first\n  ${A:-b} c\n'],
  ])('says where in %s a variable was', (_, text) => {
    expect(variableSpansAt(text, ['k'])).toEqual(['${A:-b}'])
  })

  it('says so for each of several variables', () => {
    expect(variableSpansAt('k: "\\"$A\\" $B $A"\n', ['k'])).toEqual(['$A', '$B', '$A'])
  })

  it('names the whole value when a variable cannot be found in it', () => {
    expect(variableSpansAt('k: "$\\x41"\n', ['k'])).toEqual(['"$\\x41"'])
  })

  it('converts to what the place asks for', () => {
    const text = `services:
  a:
    scale: "\${N}"
    cpus: $C
    init: \${T}
    pids_limit: "-1"
    ulimits: {nofile: $N, nproc: {soft: $N, hard: "+7"}}
    ports: [{target: $N, published: $N}]
    depends_on: {b: {required: "false"}}
    volumes: [{read_only: $T, volume: {nocopy: $T}}]
    labels: {scale: $N}
    deploy: {replicas: $N, update_config: {max_failure_ratio: $C}}
networks: {n: {external: $T, enable_ipv6: "FALSE"}}
`
    expect(toPlain(interpolate(text, { N: '5', C: '1_0.5', T: 'True' }).node)).toEqual({
      services: {
        a: {
          scale: 5,
          cpus: 10.5,
          init: true,
          pids_limit: -1,
          ulimits: { nofile: 5, nproc: { soft: 5, hard: 7 } },
          ports: [{ target: 5, published: '5' }],
          depends_on: { b: { required: false } },
          volumes: [{ read_only: true, volume: { nocopy: true } }],
          labels: { scale: '5' },
          deploy: { replicas: 5, update_config: { max_failure_ratio: 10.5 } },
        },
      },
      networks: { n: { external: true, enable_ipv6: false } },
    })
  })

  it.each(['', ' 5', '0x5', '1_0', '5.0', '9223372036854775808'])(
    'does not take %j for an integer',
    (value) => {
      const { diagnostics } = interpolate(`services: {a: {scale: "${value}"}}\n`)
      expect(diagnostics.map(({ code }) => code)).toEqual(['CMP116'])
    },
  )

  it.each(['1', '0', 't', 'f', '', ' true', 'ja'])('does not take %j for a boolean', (value) => {
    const { diagnostics } = interpolate(`services: {a: {tty: "${value}"}}\n`)
    expect(diagnostics.map(({ code }) => code)).toEqual(['CMP116'])
  })

  it.each([
    ['yes', true],
    ['Y', true],
    ['ON', true],
    ['no', false],
    ['n', false],
    ['Off', false],
  ])('takes %s for a boolean and says that it is none in YAML 1.2', (value, expected) => {
    const { node, diagnostics } = interpolate(`services: {a: {tty: ${value}}}\n`)
    expect(toPlain(node)).toEqual({ services: { a: { tty: expected } } })
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['CMP118', 'warning']])
  })

  it('reports every mistake with its place', () => {
    const text =
      'services:\n  a:\n    image: "x:${T"\n    command: ${C:?say $W}\n    scale: ${N}\n    user: $U $U\n'
    expect(placed(text, interpolate(text, { W: 'what' }).diagnostics)).toEqual([
      'CMP113 3:15 invalid interpolation in "services.a.image"',
      'CMP114 4:14 the required variable "C" is missing a value: say what',
      'CMP115 5:12 the variable "N" is not set, so it is taken as blank',
      'CMP116 5:12 an empty text is not an integer, which "services.a.scale" needs',
      'CMP115 6:11 the variable "U" is not set, so it is taken as blank',
    ])
  })
})
