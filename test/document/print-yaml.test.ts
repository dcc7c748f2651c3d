import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printYaml } from '../../src/document/print-yaml.ts'
import type { Json } from '../../src/units/json.ts'
import { valueOf } from './read.ts'

describe('printYaml', () => {
  it('prints nested data with two spaces a level', () => {
    const value = {
      a: [[1, [2]], { b: [true], c: { d: [{}] } }, {}, [], null, 1.5, 'l\nm'],
      e: 'end\n\n',
      f: 1e21,
      g: -1.5e-7,
    }
    expect(printYaml(value)).toBe(`a:
  - - 1
    - - 2
  - b:
      - true
    c:
      d:
        - {}
  - {}
  - []
  - null
  - 1.5
  - |-
    l
    m
e: |+
  end

f: 1e+21
g: -1.5e-07
`)
  })

  it.each([
    ['8080', '"8080"'],
    ['true', '"true"'],
    ['yes', '"yes"'],
    ['1.0', '"1.0"'],
    ['', '""'],
    ['null', '"null"'],
    ['2001-01-01', '"2001-01-01"'],
    ['12:30', '"12:30"'],
    ['08', '"08"'],
    ['a: b', "'a: b'"],
    ['a:b', 'a:b'],
    ['a #b', "'a #b'"],
    ['-a', '-a'],
    ['- a', "'- a'"],
    ['---', "'---'"],
    ["'", "''''"],
    ['"a"', `'"a"'`],
    [' a', "' a'"],
    ['a\tb', '"a\\tb"'],
    ['a\r\nb', '"a\\r\\nb"'],
    ['a \nb', '"a \\nb"'],
    ['\u001B[0m\u007F', '"\\e[0m\\x7F"'],
    ['é日本', 'é日本'],
    ['\u{1F600}', '"\\U0001F600"'],
    ['\uFEFF', '"\\uFEFF"'],
    ['a\u2028b', '"a\\Lb"'],
    ['\\n', '\\n'],
    ['{a}', "'{a}'"],
    ['a, b', 'a, b'],
    ['@a', "'@a'"],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['<<', '<<'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n', '|\n  a'],
    ['\na', '|2-\n\n  a'],
    [' a\nb', '|2-\n   a\n  b'],
    ['\n', '|2+\n'],
  ])('writes %j as go-yaml does', (value, text) => {
    expect(printYaml({ k: value })).toBe(`k: ${text}\n`)
  })

  it.each([
    ['on', '"on": 1\n'],
    ['<<', '"<<": 1\n'],
    ['a: b', "'a: b': 1\n"],
    ['a\nb', '? |-\n  a\n  b\n: 1\n'],
    ['é'.repeat(65), `? ${'é'.repeat(65)}\n: 1\n`],
  ])('writes the key %j so that it reads back', (key, text) => {
    expect(printYaml({ [key]: 1 })).toBe(text)
  })

  it('puts lists and mappings below a key of several lines', () => {
    expect(printYaml({ 'a\nb': ['c'], 'd\ne': { f: 1 } })).toBe(
      '? |-\n  a\n  b\n: - c\n? |-\n  d\n  e\n: f: 1\n',
    )
  })

  it('keeps the order of a map, also of numeric keys', () => {
    expect(
      printYaml(
        new Map([
          ['b', 1],
          ['10', 2],
          ['9', 3],
        ]),
      ),
    ).toBe('b: 1\n"10": 2\n"9": 3\n')
  })

  it.each([
    [{}, '{}\n'],
    [[], '[]\n'],
    [null, 'null\n'],
    ['a', 'a\n'],
  ])('prints %j alone', (value, text) => {
    expect(printYaml(value)).toBe(text)
  })

  it('prints what reads back as the same', () => {
    const piece = fc.constantFrom(
      ...Array.from(' \t\n\r:-?[]{},&*!|>\'"%@`#<~=$\\.0123456789_exyNnabé\u0085\u00A0\u2028\uFEFF\u{1F600}'),
    )
    const text = fc.oneof(
      fc.string({ unit: piece, maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    )
    const number = fc.oneof(
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    )
    const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null))
    const data = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(data.value, (value) => {
        expect(valueOf(printYaml(value))).toEqual(value)
      }),
      { numRuns: 400 },
    )
  }, 30_000)
})
