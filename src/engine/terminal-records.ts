import { latin1, view } from './log-lines.ts'
import type { LogLine, Range } from './log-lines.ts'

/** Docker cuts a line into records of this size; on a terminal nothing but their length tells where the next timestamp is. */
export const engineRecordBytes = 16 * 1024
const timestampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d) /
const longestTimestampBytes = 36

/**
 * Takes off the timestamp of each record of a line that a terminal wrote. These are several lines where runs of the container ended without a
 * newline, which only engines tell that give lines in full.
 */
export function stripTimestamps(line: LogLine, linesInFull: boolean): readonly LogLine[] {
  const { bytes } = line
  const lines: LogLine[] = []
  let records: Uint8Array[] = []
  let timestamp: string | undefined
  let at = 0
  do {
    const stamp = timestampPattern.exec(latin1(bytes, at, Math.min(at + longestTimestampBytes, bytes.length)))
    if (records.length === 0) timestamp = stamp?.[0].trimEnd()
    const from = at + (stamp?.[0].length ?? 0)
    const to = Math.min(from + engineRecordBytes, bytes.length)
    const next = linesInFull ? laterStamp(bytes, { from, to }, timestamp) : undefined
    at = next ?? to
    records.push(view(bytes, from, at))
    if (next === undefined) continue
    lines.push(wholeLine({ stream: line.stream, bytes, unterminated: true }, records, timestamp))
    records = []
  } while (at < bytes.length)
  return [...lines, wholeLine(line, records, timestamp)]
}

function wholeLine(line: LogLine, records: readonly Uint8Array[], timestamp: string | undefined): LogLine {
  const [only] = records
  const bytes = records.length === 1 && only !== undefined ? only : Buffer.concat(records)
  const whole = { ...line, bytes }
  return timestamp === undefined ? whole : { ...whole, timestamp }
}

/** As Docker writes them, inside a text. */
const innerTimestampPattern = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z /g

/**
 * Where, before `to`, a record of a later run begins. A program cannot know a time after the one at which the engine got its line, so that
 * later timestamps are the engine's.
 */
function laterStamp(
  bytes: Uint8Array,
  { from, to }: Range,
  timestamp: string | undefined,
): number | undefined {
  if (timestamp === undefined) return undefined
  const text = latin1(bytes, from, Math.min(to + longestTimestampBytes, bytes.length))
  for (const { 0: stamp, index } of text.matchAll(innerTimestampPattern))
    if (from + index < to && stamp.trimEnd() > timestamp) return from + index
  return undefined
}
