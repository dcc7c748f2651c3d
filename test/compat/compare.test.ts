import { describe, expect, it } from 'vitest'
import { compareRecords } from './compare-scenario.ts'
import { compareTexts, compareValues } from './compare.ts'
import { ruleFor } from './differences.ts'
import { normaliseOutput } from './normalise.ts'
import type { StepRecord } from './run-scenario.ts'
import { wordsOf } from './scenario.ts'
import { scenarios } from './scenarios.ts'

describe('compareValues', () => {
  it('names every leaf that differs', () => {
    expect(compareValues({ a: { b: 1, c: [1, 2] } }, { a: { b: 2, c: [1, 3], d: null } })).toEqual([
      { path: 'a.b', ours: '1', theirs: '2' },
      { path: 'a.c[1]', ours: '2', theirs: '3' },
      { path: 'a.d', ours: undefined, theirs: 'null' },
    ])
  })
})

describe('compareTexts', () => {
  it('puts lines that only one side has beside each other', () => {
    expect(compareTexts('a\nb\nc', 'a\nx\nc\ny')).toEqual([
      { path: 'line 2', ours: 'b', theirs: 'x' },
      { path: 'line 4', ours: undefined, theirs: 'y' },
    ])
  })

  it('tells that only the order differs', () => {
    expect(compareTexts('a\nb', 'b\na')).toEqual([{ path: 'order of lines', ours: 'a\nb', theirs: 'b\na' }])
  })
})

describe('compareRecords', () => {
  it('tells a difference on the engine once, at the step that shows it first', () => {
    const record = (step: string, state: string): StepRecord => ({
      step,
      exitCode: 0,
      output: '',
      errors: '',
      state,
    })
    const ours = [record('up', 'one'), record('ps', 'one')]
    const theirs = [record('up', 'two'), record('ps', 'two')]
    expect(compareRecords('s', ours, theirs)).toEqual([
      { scenario: 's', step: 'up', what: 'engine', path: '', ours: '"one"', theirs: '"two"' },
    ])
  })
})

describe('ruleFor', () => {
  it('takes a rule only when everything it names fits', () => {
    const difference = {
      scenario: 's',
      step: 'up',
      what: 'exit code',
      path: '',
      ours: '3',
      theirs: '1',
    } as const
    const rule = { reason: 'why', what: 'exit code', ours: /^3$/ } as const
    expect(ruleFor(difference, [{ ...rule, theirs: /^2$/ }, rule])).toBe(rule)
  })
})

describe('normaliseOutput', () => {
  it.each([
    ['web-1   Up 5 minutes (healthy)   x', 'web-1   Up <duration> (healthy)   x'],
    ['about an hour: About an hour ago', 'about an hour: <duration> ago'],
    ['web-1     | 2026-01-02T03:04:05.678901234Z hello', 'web-1 | <time> hello'],
    ['{"Labels":"b=1,dev.gantry.spec={\\"x\\":1,\\"y\\":2},a=2"}', '{"Labels":"a=2,b=1"}'],
    ['0123456789ab', '<id>'],
  ])('makes %j %j', (output, expected) => {
    expect(normaliseOutput(output)).toBe(expected)
  })
})

describe('wordsOf', () => {
  it('keeps what is quoted together', () => {
    expect(wordsOf(`ps --format '{{.Name}} x' "a b"`)).toEqual(['ps', '--format', '{{.Name}} x', 'a b'])
  })
})

describe('scenarios', () => {
  it('have names of their own', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
  })
})
