import type { LogBatch, LogEntry, LogView } from '../events/host.ts'

export interface LineFilter {
  /** A line has to match one of these, where there are any. */
  readonly wanted: readonly RegExp[]
  /** And none of these. */
  readonly unwanted: readonly RegExp[]
}

/** Shows only some of the lines; that a container has ended is shown all the same. */
export function filterLogView(view: LogView, filter: LineFilter): LogView {
  if (filter.wanted.length === 0 && filter.unwanted.length === 0) return view
  return {
    announce: (labels) => view.announce(labels),
    show: (batches) => view.show(filtered(batches, filter)),
  }
}

async function* filtered(
  batches: AsyncIterable<LogBatch>,
  filter: LineFilter,
): AsyncGenerator<LogBatch, void, undefined> {
  /** By container and stream, whether a line that goes on is shown. */
  const open = new Map<string, boolean>()
  for await (const batch of batches) {
    if (batch.type !== 'lines') {
      yield batch
      continue
    }
    const lines = batch.lines.filter((line) => isShown(line, { filter, open, label: batch.source.label }))
    if (lines.length > 0) yield { ...batch, lines }
  }
}

interface Filtering {
  readonly filter: LineFilter
  readonly open: Map<string, boolean>
  readonly label: string
}

/** The first part of a line that comes in parts decides for all of them. */
function isShown(line: LogEntry, { filter, open, label }: Filtering): boolean {
  const lane = `${label} ${line.stream}`
  const shown = open.get(lane) ?? matches(line, filter)
  if (line.continues === true) open.set(lane, shown)
  else open.delete(lane)
  return shown
}

// Colours are not part of what a line says.
// oxlint-disable-next-line no-control-regex -- a colour begins with a control character
const colors = /\u001B\[[\d;]*m/gu

function matches({ bytes }: LogEntry, { wanted, unwanted }: LineFilter): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString().replaceAll(colors, '')
  const isWanted = wanted.length === 0 || wanted.some((pattern) => pattern.test(text))
  return isWanted && !unwanted.some((pattern) => pattern.test(text))
}
