import { parse } from 'dotenv'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEnvFile } from '../../src/interpolate/env-file.ts'
import type { EnvFileFormat } from '../../src/interpolate/env-file.ts'
import { describe as placed } from '../document/read.ts'

const lookup = (name: string): string | undefined => (name === 'HOST' ? 'hv' : undefined)

function valuesOf(text: string, format: EnvFileFormat = ''): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    parseEnvFile('.env', text, lookup, { format }).entries.map(({ key, value }) => [key, value]),
  )
}

function problemsOf(text: string, format: EnvFileFormat = ''): readonly string[] {
  return placed(text, parseEnvFile('.env', text, lookup, { format }).diagnostics)
}

/** Text and variables as Docker Compose 2.40 reads them, with HOST=hv in the environment. */
const files: readonly (readonly [text: string, values: Readonly<Record<string, string>>])[] = [
  ['', {}],
  ['A=1', { A: '1' }],
  ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
  ['# c\n\n  # d\n  A=1\n\tB=2 ', { A: '1', B: '2' }],
  ['export A=1\nexport  B=2', { A: '1', B: '2' }],
  ['exportA=1', { exportA: '1' }],
  ['export\nA=1', { A: '1' }],
  ['A: 1\nB : 2\nC = 3\nD:=e', { A: '1', B: '2', C: '3', D: '=e' }],
  ['A=1 # c\nB=1#c\nC=a #b#c\nD=1\t# c', { A: '1', B: '1#c', C: 'a', D: '1\t# c' }],
  ['A= # c\nB=#', { A: '# c', B: '#' }],
  ['A=\nB= \nC=""\nD=\'\'', { A: '', B: '', C: '', D: '' }],
  ['A="x y" # c\nB=\'z # z\' # c', { A: 'x y', B: 'z # z' }],
  ["A='x\\'y\\n$HOST'", { A: "x'y\\n$HOST" }],
  ['A="a\\nb\\tc\\"d\\$e\\\\f\\ag\\qh"', { A: 'a\nb\tc"d$e\\f\u0007g\\qh' }],
  ['A="\\0101\\0377\\101\\x41\\u0041"', { A: 'A\u00FF\\101\\x41\\u0041' }],
  ['A="a\\\\"\nB=1', { A: 'a\\', B: '1' }],
  ['A="l1\nl2"\nB=\'l1\nl2\'\nC=1', { A: 'l1\nl2', B: 'l1\nl2', C: '1' }],
  ['A="a\\\nb"', { A: 'a\\\nb' }],
  ['A="x\r\ny"', { A: 'x\r\ny' }],
  ['A=x\'y\nB=x"y\nC=`x`\nD=a "b"', { A: "x'y", B: 'x"y', C: '`x`', D: 'a "b"' }],
  ['A=x\\ny\nB=a\\\nC=1', { A: 'x\\ny', B: 'a\\', C: '1' }],
  [
    'A=$HOST\nB=${HOST}\nC="${HOST}"\nD=${U:-d}\nE="\\${HOST}"\nF=$$x',
    { A: 'hv', B: 'hv', C: 'hv', D: 'd', E: '${HOST}', F: '$x' },
  ],
  ['A=x${HOST}y # z${HOST}', { A: 'xhvy' }],
  ['A="\\\\$HOST"\nB="\\\\\\$HOST"', { A: '\\hv', B: '\\$HOST' }],
  ['A=1\nB=${A}2\nA=3', { A: '3', B: '12' }],
  ['HOST=own\nB=${HOST}', { HOST: 'own', B: 'hv' }],
  ['1A=1\nA.b-c[0]=2\né=3\n²=4\n-A=5', { '1A': '1', 'A.b-c[0]': '2', é: '3', '²': '4', '-A': '5' }],
  ['A=a=b\nB:b=c', { A: 'a=b', B: 'b=c' }],
  ['A=\u00A0x\u00A0\nB\u00A0=y\u0085', { A: 'x', B: 'y' }],
  ['A={"a": "b"}\nB=\'{"a": 1}\'', { A: '{"a": "b"}', B: '{"a": 1}' }],
  ['A=1\rB=2', { A: '1\rB=2' }],
  ['A="1" B=2', { A: '1', B: '2' }],
  ['HOST\nB=1', { HOST: 'hv', B: '1' }],
]

describe('parseEnvFile', () => {
  it.each(files)('reads %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values)
  })

  it('leaves a key alone without a value when the environment has none', () => {
    expect(valuesOf('A\nexport B\nHOST')).toEqual({ A: undefined, B: undefined, HOST: 'hv' })
  })

  it('knows where each value is', () => {
    const text = '# c\nexport A= "x\ny"\nB=z # c\nHOST\n'
    const spans = parseEnvFile('.env', text, lookup).entries.map(({ span }) =>
      text.slice(span.start, span.end),
    )
    expect(spans).toEqual(['"x\ny"', 'z', 'HOST'])
  })

  it('reports every mistake and goes on with the next line', () => {
    const text = 'A@b=1\na b=2\n=3\nC=${}\nD="1";e\nF=${X:?m}\nG # c\n"H"=1\nB="x\nI=1\n'
    expect(problemsOf(text)).toEqual([
      'CMP117 1:2 the character "@" cannot be part of a variable name',
      'CMP117 2:1 the variable name "a b" contains a space',
      'CMP117 3:1 a value without a variable name is left out',
      'CMP113 4:3 invalid interpolation in "C"',
      'CMP117 5:6 the character ";" cannot be part of a variable name',
      'CMP114 6:3 the required variable "X" is missing a value: m',
      'CMP117 7:3 the character "#" cannot be part of a variable name',
      'CMP117 8:1 the character "\\"" cannot be part of a variable name',
      'CMP117 9:3 the quoted value of "B" has no closing quote',
    ])
    expect(valuesOf(text)).toEqual({ C: '', D: '1', F: '', I: '1' })
  })

  it.each([
    ['A="x', 'CMP117 1:3 the quoted value of "A" has no closing quote'],
    ["A='x\nB=1", 'CMP117 1:3 the quoted value of "A" has no closing quote'],
    ['A="x\\"', 'CMP117 1:3 the quoted value of "A" has no closing quote'],
    ['A=1 ${}', 'CMP113 1:5 invalid interpolation in "A"'],
    ['A="\\t${}"', 'CMP113 1:6 invalid interpolation in "A"'],
    ['A=x ${X:?m}', 'CMP114 1:5 the required variable "X" is missing a value: m'],
    ['A=$U', 'CMP115 1:3 the variable "U" is not set, so it is taken as blank'],
    ['A="1";B=2', 'CMP117 1:6 the character ";" cannot be part of a variable name'],
    ['A="1" B=2', 'CMP117 1:7 text after a closing quote is read as another variable'],
    ['A # c', 'CMP117 1:3 the character "#" cannot be part of a variable name'],
  ])('explains %j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  it('reads any text, with a place in it for every mistake', () => {
    const piece = fc.constantFrom(
      'A',
      'B',
      '=',
      ':',
      '"',
      "'",
      '\\',
      '\n',
      ' ',
      '#',
      '$',
      '${',
      '}',
      'export ',
      '\r',
      '@',
      'é',
      '\uFEFF',
    )
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, fc.constantFrom<EnvFileFormat>('', 'raw'), (file, format) => {
        const { entries, diagnostics } = parseEnvFile('.env', file, lookup, { format })
        return [...entries, ...diagnostics].every(
          ({ span }) =>
            span !== undefined && span.start >= 0 && span.start <= span.end && span.end <= file.length,
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with dotenv where the two grammars do', () => {
    const key = fc.stringMatching(/^[A-Za-z_][A-Za-z\d_.-]{0,8}$/)
    const plain = fc.stringMatching(/^(?:[A-Za-z\d_.,:/@%+=-]+(?: [A-Za-z\d_.,:/@%+=-]+)*)?$/)
    const single = fc.stringMatching(/^[A-Za-z\d "#$`\n=]*$/).map((text) => `'${text}'`)
    const double = fc.stringMatching(/^[A-Za-z\d '#`\n=]*$/).map((text) => `"${text}"`)
    const line = fc.tuple(
      fc.constantFrom('', 'export '),
      key,
      fc.oneof(plain, single, double),
      fc.constantFrom('', ' # c', '  '),
    )
    const file = fc
      .array(line, { maxLength: 8 })
      .map((lines) =>
        lines
          .map(([head, name, value, tail]) => `${head}${name}=${value}${value === '' ? '' : tail}\n`)
          .join(''),
      )
    fc.assert(
      fc.property(file, (text) => {
        expect(valuesOf(text)).toEqual(parse(text))
      }),
      { numRuns: 500 },
    )
  })
})

describe('parseEnvFile with format raw', () => {
  it.each([
    ['A="x" # c\n', { A: '"x" # c' }],
    ['A= x \nB=$HOST\\n', { A: ' x ', B: '$HOST\\n' }],
    ['  A=1\n # c\n\n\tB=2', { A: '1', B: '2' }],
    ['\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['A\nHOST\nA:b', { A: undefined, HOST: 'hv', 'A:b': undefined }],
  ])('reads %j', (text, values) => {
    expect(valuesOf(text, 'raw')).toEqual(values)
  })

  it('reports every mistake', () => {
    expect(problemsOf('A b=1\n=x\nA =1\nexport A=1\nHOST \nOK=1\n', 'raw')).toEqual([
      'CMP117 1:1 the variable name "A b" contains a space',
      'CMP117 2:1 a value without a variable name',
      'CMP117 3:1 the variable name "A " contains a space',
      'CMP117 4:1 the variable name "export A" contains a space',
      'CMP117 5:1 the variable name "HOST " contains a space',
    ])
  })
})
