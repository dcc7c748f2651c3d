import type { CaseResult, Medians, Verdict } from './result.ts'

/** The results for people: per case what each side took (medians), the ratios, and the bars. */
export function resultTable(results: readonly CaseResult[]): string {
  const rows = results.flatMap(rowsOf)
  const widths = columns.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string => cells.map(padCell(widths)).join('  ').trimEnd()
  return [columns, ...rows].map(line).join('\n')
}

/** Names and the bars start at the left, numbers end at the right. */
function padCell(widths: readonly number[]): (cell: string, column: number) => string {
  return (cell, column) => {
    const width = widths[column] ?? 0
    return column < 2 || column === widths.length - 1 ? cell.padEnd(width) : cell.padStart(width)
  }
}

const columns = ['CASE', 'SIDE', 'WALL', 'CPU', 'MEMORY', 'WALL RATIO', 'CPU RATIO', 'BAR']

function rowsOf(result: CaseResult): readonly (readonly string[])[] {
  const { gantry, peer, node } = result.sides
  return [
    ...(gantry
      ? [[result.name, 'gantry', ...cells(gantry), ...ratioCells(result), verdictText(result)]]
      : []),
    ...(peer ? [['', 'peer', ...cells(peer)]] : []),
    ...(node ? [['', 'node', ...cells(node)]] : []),
  ]
}

function cells({ wallMs, cpuMs, maxRssKb }: Medians): readonly string[] {
  return [time(wallMs), time(cpuMs), maxRssKb === undefined ? '-' : `${(maxRssKb / 1024).toFixed(0)} MB`]
}

function time(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`
}

function ratioCells({ ratios }: CaseResult): readonly string[] {
  return [ratio(ratios.wall), ratio(ratios.cpu)]
}

function ratio(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(2)
}

function verdictText({ verdicts }: CaseResult): string {
  return verdicts.length === 0 ? '-' : verdicts.map(oneVerdict).join(', ')
}

function oneVerdict({ bar, value, isMet }: Verdict): string {
  const outcome = isMet ? 'pass' : 'MISS'
  if ('maxMsOverNode' in bar)
    return `node ${value >= 0 ? '+' : '-'} ${Math.abs(value).toFixed(0)} ms, at most ${bar.maxMsOverNode}: ${outcome}`
  if ('maxMb' in bar) return `at most ${bar.maxMb} MB: ${outcome}`
  return `${bar.of} at most ${bar.maxRatio}: ${outcome}`
}
