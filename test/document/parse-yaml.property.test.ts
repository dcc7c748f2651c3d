import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../src/diagnostics/diagnostic.ts'
import { parseYaml } from '../../src/document/parse-yaml.ts'

const START = `# A project
x-base: &base
  environment: {A: 1, B: "two"}
  labels: [a=b, 'c=d']
services:
  web:
    <<: *base
    image: "nginx:\${TAG:-1}"
    command: >-
      sh -c
      "run"
    ports: ["80:80", 443]
    healthcheck: !reset null
  db:
    <<: [*base]
    scale: 0x10
---
services: {web: {read_only: yes}}
`

/** Replaces stretches of the text by pieces that mean something in YAML. */
const mutation = fc.record({
  at: fc.nat({ max: START.length }),
  cut: fc.nat({ max: 12 }),
  put: fc.oneof(
    fc.constantFrom(...Array.from('\t\n:-?[]{},&*!|>\'"%@`#<$\r\uFEFF\0')),
    fc.constantFrom(
      '<<: ',
      '*base',
      '&base ',
      '---\n',
      '? ',
      '!!int ',
      '- - ',
      '\n      ',
      '%YAML 1.1\n',
      '\uD800',
    ),
    fc.string({ maxLength: 5 }),
  ),
})

function mutate(
  changes: readonly { readonly at: number; readonly cut: number; readonly put: string }[],
): string {
  let text = START
  for (const { at, cut, put } of changes) text = text.slice(0, at) + put + text.slice(at + cut)
  return text
}

function isWithin(text: string, span: Span | undefined): boolean {
  return span !== undefined && span.start >= 0 && span.start <= span.end && span.end <= text.length
}

describe('parseYaml', () => {
  it('never throws, and every mistake it reports has a place in the text', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (changes) => {
        const text = mutate(changes)
        const { diagnostics } = parseYaml('f', text)
        return diagnostics.every(({ span, message }) => message !== '' && isWithin(text, span))
      }),
      { numRuns: 500 },
    )
  }, 30_000)

  it('gives the same result for the same text', () => {
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 3 }), (changes) => {
        const text = mutate(changes)
        expect(parseYaml('f', text)).toEqual(parseYaml('f', text))
      }),
      { numRuns: 50 },
    )
  })
})
