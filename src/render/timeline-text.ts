import type { Timeline, TimelineSpan } from '../events/timeline.ts'
import type { Style } from './style.ts'
import { printable } from './style.ts'
import { textWidth } from './text-width.ts'

const barWidth = 32

interface Row {
  readonly isCritical: boolean
  readonly name: string
  readonly step: string
  readonly startMs: number
  readonly endMs: number
}

/** Where the time went: a row for each action below its service, and what the critical path was made of. */
export function formatTimeline(timeline: Timeline, style: Style): string {
  const { totalMs, spans } = timeline
  const groups = groupsOf(timeline)
  const rows = groups.flatMap((group) => group.rows)
  const nameWidth = Math.max(
    ...groups.map(({ title }) => textWidth(title)),
    ...rows.map(({ name }) => textWidth(name) + 2),
  )
  const stepWidth = Math.max(...rows.map(({ step }) => step.length))
  const lineOf = (row: Row): string => {
    const name = row.name.padEnd(nameWidth - 2 + row.name.length - textWidth(row.name))
    const bar = barOf(row, totalMs)
    const times = `${seconds(row.startMs)}  ${seconds(row.endMs - row.startMs)}`
    const mark = row.isCritical ? style.yellow('*') : ' '
    return `${mark}   ${name}  ${row.step.padEnd(stepWidth)}  ${times}  ${row.isCritical ? style.yellow(bar) : bar}`.trimEnd()
  }
  const heading = `${''.padEnd(nameWidth + 2)}  ${''.padEnd(stepWidth)}  ${'start'.padStart(9)}  ${'took'.padStart(9)}`
  return `${[
    style.bold(`Timeline of ${seconds(totalMs).trim()}, with * on the critical path`),
    style.dim(heading),
    ...groups.flatMap(({ title, rows: own }) => [`  ${style.bold(title)}`, ...own.map(lineOf)]),
    `Critical path: ${shares({ ...timeline, spans }).join(', ')}`,
  ].join('\n')}\n`
}

interface Group {
  readonly title: string
  readonly rows: readonly Row[]
}

function groupsOf({ leadMs, spans }: Timeline): readonly Group[] {
  const lead: Row = {
    isCritical: true,
    name: 'files, engine, plan',
    step: 'prepare',
    startMs: 0,
    endMs: leadMs,
  }
  const services = new Map<string, TimelineSpan[]>()
  for (const span of spans) {
    if (span.service === undefined) continue
    services.set(span.service, [...(services.get(span.service) ?? []), span])
  }
  const shared = spans.filter(({ service }) => service === undefined)
  return [
    { title: 'project', rows: [lead, ...shared.map(rowOf)] },
    ...[...services].map(([service, own]) => ({ title: titleOf(service, own), rows: own.map(rowOf) })),
  ]
}

/** With the time from its first beginning to its last end. */
function titleOf(service: string, spans: readonly TimelineSpan[]): string {
  const startMs = Math.min(...spans.map((span) => span.startMs))
  const endMs = Math.max(...spans.map((span) => span.endMs))
  return `${printable(service)} (${seconds(endMs - startMs).trim()})`
}

function rowOf({ target, phase, do: verb, outcome, isCritical, startMs, endMs }: TimelineSpan): Row {
  const step = phase === 'other' ? verb : phase
  const end = outcome === 'failed' || outcome === 'cancelled' ? `, ${outcome}` : ''
  return { isCritical, name: printable(target.name), step: `${step}${end}`, startMs, endMs }
}

function barOf({ startMs, endMs }: Row, totalMs: number): string {
  if (totalMs <= 0) return ''
  const from = Math.min(Math.floor((startMs / totalMs) * barWidth), barWidth - 1)
  const to = Math.max(Math.round((endMs / totalMs) * barWidth), from + 1)
  return `${' '.repeat(from)}${'█'.repeat(to - from)}`
}

/** What each phase adds to the whole, the largest first; they sum up to it. */
function shares({ totalMs, leadMs, spans }: Timeline): readonly string[] {
  const critical = spans.filter(({ isCritical }) => isCritical)
  const byPhase = new Map<string, number>([['prepare', leadMs]])
  for (const { phase, startMs, endMs } of critical)
    byPhase.set(phase, (byPhase.get(phase) ?? 0) + endMs - startMs)
  const known = [...byPhase.values()].reduce((sum, ms) => sum + ms, 0)
  byPhase.set('between actions', Math.max(0, totalMs - known))
  return [...byPhase]
    .filter(([, ms]) => ms >= 5)
    .toSorted(([, a], [, b]) => b - a)
    .map(([phase, ms]) => `${phase} ${seconds(ms).trim()}`)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`.padStart(9)
}
