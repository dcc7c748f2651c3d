import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateTemplate } from '../../src/interpolate/evaluate.ts'
import { parseTemplate } from '../../src/interpolate/template.ts'

const variables: Readonly<Record<string, string>> = { A: 'aval', E: '', a: 'LOW' }

function evaluate(text: string): { readonly text: string; readonly problems: readonly string[] } {
  const result = evaluateTemplate(parseTemplate(text), (name) => variables[name])
  const problems = result.problems.map((problem) => {
    const written = text.slice(problem.start, problem.end)
    return problem.kind === 'required'
      ? `${written} required: ${problem.reason}`
      : `${written} ${problem.kind}`
  })
  return { text: result.text, problems }
}

/** Template and text as Docker Compose 2.40 gives it, with A=aval, E empty, a=LOW and all else unset. */
const values: readonly (readonly [template: string, text: string])[] = [
  ['$A$A', 'avalaval'],
  ['{${A}}', '{aval}'],
  ['$a.b', 'LOW.b'],
  ['$1 $. $ $', '$1 $. $ $'],
  ['$$A $${A} $$', '$A ${A} $'],
  ['$é', '$é'],
  ['%A%', '%A%'],
  ['${U:-x}', 'x'],
  ['${E:-x}', 'x'],
  ['${E-x}', ''],
  ['${A-x}', 'aval'],
  ['${A:+x}', 'x'],
  ['${E:+x}', ''],
  ['${E+x}', 'x'],
  ['${U+x}', ''],
  ['${A?m}', 'aval'],
  ['${E?m}', ''],
  ['${U-b:-c}', 'b:-c'],
  ['${U:-a-b}', 'a-b'],
  ['${U:-${A:-x}}', 'aval'],
  ['${U:-${V:-${W:-d}}}', 'd'],
  ['${U:-$$x}', '$x'],
  ['${U:-$}', '$'],
  ['${U:- x }', ' x '],
  ['${U:-"q"}', '"q"'],
  ['${A:-a} ${A:-b} c', 'aval aval c'],
  ['${U:-{"a":1}} ${U:-y}', '{"a":1} y'],
  ['${U:-{}}', '{}'],
  ['${U:-{}', '{'],
  ['${U:-{${A}}}', '{aval}'],
  ['${U:-}}', '}'],
  ['${A:-x}}', 'aval}'],
  ['a\n${A}\n$A\n', 'a\naval\naval\n'],
]

describe('evaluateTemplate', () => {
  it.each(values)('turns %j into %j', (template, text) => {
    expect(evaluate(template)).toEqual({ text, problems: [] })
  })

  it('takes an operand with braces for what it is, and the next expression too', () => {
    expect(evaluate('${U:-{}} ${A}')).toEqual({ text: '{} aval', problems: [] })
  })

  it.each([
    '${}',
    '${1}',
    '${A B}',
    '${A:x}',
    '${A:=x}',
    '${A^^}',
    '${A/x/y}',
    '${#A}',
    '${!A}',
    '${ A }',
    '${a.b}',
    '${Aé}',
  ])('finds no expression in %s', (template) => {
    expect(evaluate(`x ${template} $A`)).toEqual({ text: 'x  aval', problems: [`${template} invalid`] })
  })

  it.each([
    ['${A', '${ invalid'],
    ['x${A:', '${ invalid'],
    ['${U:-a\nb}', '${ invalid'],
    ['${U:-${}}', '${} invalid'],
    ['${A:-${}}', '${} invalid'],
  ])('finds the mistake in %j', (template, problem) => {
    expect(evaluate(template).problems).toEqual([problem])
  })

  it.each([
    ['${U:?}', '${U:?} required: '],
    ['${U?need $A}', '${U?need $A} required: need aval'],
    ['${E:?m}', '${E:?m} required: m'],
    ['${U:-${V:?m}}', '${V:?m} required: m'],
    ['$U', '$U unset'],
    ['${U}', '${U} unset'],
    ['${E:-$U}', '$U unset'],
  ])('reports %s', (template, problem) => {
    expect(evaluate(template).problems).toEqual([problem])
  })

  it('does not evaluate operands that are not needed', () => {
    expect(evaluate('${A:-${U:?m}} ${U:+$V} ${A?$W}')).toEqual({ text: 'aval  aval', problems: [] })
  })

  it('refuses operands that are nested endlessly', () => {
    expect(evaluate(`${'${U:-'.repeat(100)}x${'}'.repeat(100)}`).problems).toHaveLength(1)
  })

  it('reads any text, and leaves one without a dollar sign as it is', () => {
    const piece = fc.constantFrom(
      '$',
      '{',
      '}',
      ':',
      '-',
      '+',
      '?',
      'A',
      'U',
      '${',
      '${A:-',
      '\n',
      ' ',
      '=',
      'é',
    )
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, (template) => {
        const result = evaluate(template)
        return template.includes('$') ? typeof result.text === 'string' : result.text === template
      }),
      { numRuns: 2000 },
    )
  })

  it('gives back any text whose dollar signs are doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'A', '-', ':', ' ') }), (text) => {
        expect(evaluate(text.replaceAll('$', '$$$$'))).toEqual({ text, problems: [] })
      }),
    )
  })

  it.each([
    ['expressions that are not closed', '${A:-'.repeat(100_000)],
    ['braces', '${A:-{'.repeat(100_000)],
    ['dollar signs', '$'.repeat(500_000)],
    ['invalid expressions', '${'.repeat(200_000)],
  ])('takes linear time for a long line of %s', (_, text) => {
    const start = performance.now()
    parseTemplate(text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
