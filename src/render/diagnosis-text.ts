import type { Style } from './style.ts'
import { printable } from './style.ts'

/** What was found out about one thing. */
export interface ShownFinding {
  readonly check: string
  readonly level: 'ok' | 'warning' | 'problem'
  readonly text: string
  readonly cure?: string
}

/** A line for each finding, with the cure below it, and how it stands at the end. */
export function formatDiagnosis(findings: readonly ShownFinding[], style: Style): string {
  const width = Math.max(...findings.map(({ check }) => check.length))
  const paints = { ok: style.green, warning: style.yellow, problem: style.red }
  const lines = findings.flatMap(({ check, level, text, cure }) => [
    `${paints[level](level.padEnd('problem'.length))}  ${check.padEnd(width)}  ${printable(text)}`,
    ...(cure === undefined
      ? []
      : [`${' '.repeat('problem'.length + 2 + width + 2)}to do: ${printable(cure)}`]),
  ])
  return `${[...lines, '', summary(findings)].join('\n')}\n`
}

function summary(findings: readonly ShownFinding[]): string {
  const count = (wanted: ShownFinding['level'], name: string): readonly string[] => {
    const number = findings.filter(({ level }) => level === wanted).length
    return number === 0 ? [] : [`${number} ${name}${number === 1 ? '' : 's'}`]
  }
  const found = [...count('problem', 'problem'), ...count('warning', 'warning')]
  return found.length === 0 ? 'Nothing is wrong' : `Found ${found.join(' and ')}`
}
