import type { Timeline, TimelinePart, TimelineSpan } from '../events/timeline.ts'

/** One entry of the Trace Event Format; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly cat?: string
  /** X: from ts for dur. M: a name. b, e: the ends of what may overlap others of its row. s, f: the ends of an arrow. */
  readonly ph: 'X' | 'M' | 'b' | 'e' | 's' | 'f'
  readonly ts: number
  readonly dur?: number
  readonly pid: number
  readonly tid: number
  readonly id?: string
  readonly bp?: 'e'
  readonly args?: Readonly<Record<string, unknown>>
}

const pid = 1
const projectRow = 0

/**
 * A timeline for trace viewers (Perfetto, chrome://tracing): a row for each container, image and so on, arrows along the critical path,
 * layers and build steps below their actions.
 */
export function formatTrace(timeline: Timeline, title: string): string {
  const rows = rowsOf(timeline.spans)
  const tidOf = (span: TimelineSpan): number => rows.get(rowName(span)) ?? projectRow
  const traceEvents: readonly TraceEvent[] = [
    named('process_name', projectRow, title),
    named('thread_name', projectRow, 'compose'),
    ...[...rows].map(([name, tid]) => named('thread_name', tid, name)),
    {
      name: 'prepare',
      cat: 'prepare',
      ph: 'X',
      ts: 0,
      dur: micro(timeline.leadMs),
      pid,
      tid: projectRow,
      args: { critical: true },
    },
    ...timeline.spans.flatMap((span) => [
      spanEvent(span, tidOf(span)),
      ...span.parts.flatMap((part) => partEvents(span, part, tidOf(span))),
    ]),
    ...arrows(
      timeline.spans.filter(({ isCritical }) => isCritical),
      tidOf,
    ),
  ]
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents })}\n`
}

/** Several actions of one container stand in one row, one after the other. */
function rowsOf(spans: readonly TimelineSpan[]): ReadonlyMap<string, number> {
  const names = [...new Set(spans.map(rowName))]
  return new Map(names.map((name, index) => [name, index + 1]))
}

function rowName({ service, target }: TimelineSpan): string {
  const name = `${target.kind} ${target.name}`
  return service === undefined ? name : `${service}: ${name}`
}

function named(name: 'process_name' | 'thread_name', tid: number, value: string): TraceEvent {
  return { name, ph: 'M', ts: 0, pid, tid, args: { name: value } }
}

function spanEvent(span: TimelineSpan, tid: number): TraceEvent {
  const { id, phase, startMs, endMs, outcome, isCritical, after } = span
  return {
    name: id,
    cat: phase,
    ph: 'X',
    ts: micro(startMs),
    dur: micro(endMs) - micro(startMs),
    pid,
    tid,
    args: { outcome, critical: isCritical, after },
  }
}

function partEvents(span: TimelineSpan, part: TimelinePart, tid: number): readonly TraceEvent[] {
  const about = { name: part.name, cat: part.kind, pid, tid, id: `${span.id} ${part.name}` }
  return [
    { ...about, ph: 'b', ts: micro(part.startMs) },
    { ...about, ph: 'e', ts: micro(part.endMs) },
  ]
}

/** From the end of each to the beginning of the next. */
function arrows(path: readonly TimelineSpan[], tidOf: (span: TimelineSpan) => number): readonly TraceEvent[] {
  return path.slice(1).flatMap((span, index) => {
    const before = path[index]
    if (before === undefined) return []
    const about = { name: 'critical path', cat: 'critical path', pid, id: `critical ${index}` }
    return [
      { ...about, ph: 's', ts: micro(before.endMs), tid: tidOf(before) },
      { ...about, ph: 'f', bp: 'e', ts: micro(span.startMs), tid: tidOf(span) },
    ]
  })
}

function micro(ms: number): number {
  return Math.round(ms * 1000)
}
