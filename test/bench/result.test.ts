import { describe, expect, it } from 'vitest'
import type { Bar, BenchCase } from '../../bench/cases.ts'
import { caseResult, median } from '../../bench/result.ts'
import type { CaseResult } from '../../bench/result.ts'
import type { Sample } from '../../bench/measure.ts'
import { resultTable } from '../../bench/table.ts'

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })
})

describe('caseResult', () => {
  it('compares the medians of both sides with the bars', () => {
    const result = resultOf([{ of: 'wall', maxRatio: 0.8 }], { gantry: [90, 50, 60], peer: [100, 90, 110] })
    expect(result.verdicts).toEqual([{ bar: { of: 'wall', maxRatio: 0.8 }, value: 0.6, isMet: true }])
  })

  it('has no verdict on a ratio without a peer', () => {
    expect(resultOf([{ of: 'cpu', maxRatio: 0.8 }], { gantry: [90] }).verdicts).toEqual([])
  })
})

describe('resultTable', () => {
  it('shows medians, ratios and what is missed', () => {
    const bars: readonly Bar[] = [{ of: 'wall', maxMsOverNode: 20 }]
    expect(resultTable([resultOf(bars, { gantry: [75], peer: [150], node: [40] })])).toMatchInlineSnapshot(`
      "CASE  SIDE      WALL    CPU  MEMORY  WALL RATIO  CPU RATIO  BAR
      one   gantry   75 ms  10 ms    2 MB        0.50       1.00  node + 35 ms, at most 20: MISS
            peer    150 ms  10 ms    2 MB
            node     40 ms  10 ms    2 MB"
    `)
  })
})

function resultOf(
  bars: readonly Bar[],
  walls: Partial<Record<'gantry' | 'peer' | 'node', number[]>>,
): CaseResult {
  const one: BenchCase = { name: 'one', summary: 'one case', args: [], rounds: 1, bars }
  const sides = (['gantry', 'peer', 'node'] as const).filter((name) => walls[name])
  return caseResult(
    one,
    sides.map((name) => ({
      contestant: { name, command: [] },
      samples: (walls[name] ?? []).map((wallMs): Sample => ({ wallMs, cpuMs: 10, maxRssKb: 2048 })),
    })),
  )
}
