import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { LogLine } from '../../engine/log-lines.ts'
import type { ActionOf } from './intent.ts'

/** Takes the output of hooks, for those who watch. */
export type HookOutput = (
  action: ActionOf<'container.hook' | 'container.prepare'>,
  lines: readonly LogLine[],
) => void

const keptLines = 50
const shownLines = 10

/** Adds lines to those kept for the case of a failure. */
export function tailOf(kept: LogLine[], lines: readonly LogLine[]): void {
  kept.push(...lines)
  kept.splice(0, kept.length - keptLines)
}

/** The end of what a hook said, its errors where there are any. */
export function hookDetails(tail: readonly LogLine[]): NonNullable<Diagnostic['details']> {
  const errors = tail.filter(({ stream }) => stream === 'stderr')
  const decoder = new TextDecoder()
  const lines = (errors.length > 0 ? errors : tail)
    .slice(-shownLines)
    .map(({ bytes }) => decoder.decode(bytes))
  return lines.length === 0 ? [] : [{ title: 'last output', lines }]
}
