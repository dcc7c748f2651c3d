import type { Bar, BenchCase } from './cases.ts'
import type { Samples } from './run-case.ts'

/** The medians of one side. */
export interface Medians {
  readonly wallMs: number
  readonly cpuMs: number
  readonly maxRssKb?: number
}

export interface Verdict {
  readonly bar: Bar
  /** What was measured for the bar: a ratio, milliseconds over Node, or megabytes. */
  readonly value: number
  readonly isMet: boolean
}

export interface CaseResult {
  readonly name: string
  readonly summary: string
  readonly rounds: number
  readonly sides: Readonly<Partial<Record<'gantry' | 'peer' | 'node', Medians>>>
  /** Gantry's median as a part of the peer's. */
  readonly ratios: { readonly wall?: number; readonly cpu?: number }
  readonly verdicts: readonly Verdict[]
  readonly samples: Readonly<Record<string, Samples['samples']>>
}

/** The medians of a case, their ratios, and which bars they meet; a bar without a peer to compare with has no verdict. */
export function caseResult(one: BenchCase, all: readonly Samples[]): CaseResult {
  const sides = Object.fromEntries(
    all.map(({ contestant, samples }) => [contestant.name, medians(samples)]),
  ) as CaseResult['sides'] // The names of contestants are exactly those keys.
  const ratios = ratiosOf(sides)
  return {
    name: one.name,
    summary: one.summary,
    rounds: all[0]?.samples.length ?? 0,
    sides,
    ratios,
    verdicts: one.bars.flatMap((bar) => verdict(bar, sides, ratios) ?? []),
    samples: Object.fromEntries(all.map(({ contestant, samples }) => [contestant.name, samples])),
  }
}

function medians(samples: Samples['samples']): Medians {
  const rss = samples.flatMap(({ maxRssKb }) => maxRssKb ?? [])
  return {
    wallMs: median(samples.map(({ wallMs }) => wallMs)),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
    ...(rss.length > 0 && { maxRssKb: median(rss) }),
  }
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN
  const high = sorted[Math.floor(middle)] ?? Number.NaN
  return (low + high) / 2
}

function ratiosOf({ gantry, peer }: CaseResult['sides']): CaseResult['ratios'] {
  if (!gantry || !peer) return {}
  return { wall: gantry.wallMs / peer.wallMs, cpu: gantry.cpuMs / peer.cpuMs }
}

function verdict(
  bar: Bar,
  { gantry, node }: CaseResult['sides'],
  ratios: CaseResult['ratios'],
): Verdict | undefined {
  if ('maxMsOverNode' in bar) {
    return node && gantry && judged(bar, gantry.wallMs - node.wallMs, bar.maxMsOverNode)
  }
  if ('maxMb' in bar) {
    return gantry?.maxRssKb === undefined ? undefined : judged(bar, gantry.maxRssKb / 1024, bar.maxMb)
  }
  const value = ratios[bar.of]
  return value === undefined ? undefined : judged(bar, value, bar.maxRatio)
}

function judged(bar: Bar, value: number, limit: number): Verdict {
  return { bar, value, isMet: value <= limit }
}
