import { isUtf8 } from 'node:buffer'
import type { LogBatch, LogEntry, LogSource, LogView } from '../events/host.ts'
import type { Sink } from './sink.ts'
import { drained } from './sink.ts'

/** Of the form of these objects; it changes when a program that reads them would have to. */
const version = 1

/** Shows followed containers to a program: one JSON object a line, for a line of a container or its end. */
export function createJsonLogView(options: {
  readonly stdout: Sink
  readonly beforeWrite: () => void
}): LogView {
  return {
    announce: () => undefined,
    show: async (batches) => {
      for await (const batch of batches) {
        options.beforeWrite()
        if (!options.stdout.write(textOf(batch))) await drained(options.stdout)
      }
    },
  }
}

function textOf(batch: LogBatch): string {
  const source = sourceFields(batch.source)
  if (batch.type === 'lines')
    return batch.lines.map((line) => `${JSON.stringify(lineFields(line, source))}\n`).join('')
  const { code, restarting } = batch
  return `${JSON.stringify({ version, event: 'exited', ...source, code, restarting })}\n`
}

function sourceFields({ service, number, label }: LogSource): object {
  return { service, number, container: label }
}

/** Text where it is text; other bytes come as they are, in base64. */
function lineFields({ bytes, stream, timestamp, continues }: LogEntry, source: object): object {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    version,
    event: 'line',
    ...(timestamp === undefined ? {} : { time: timestamp }),
    ...source,
    stream,
    ...(isUtf8(text) ? { line: text.toString() } : { base64: text.toString('base64') }),
    ...(continues === true ? { continues } : {}),
  }
}
