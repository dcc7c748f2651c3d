import { describe, expect, it } from 'vitest'
import type { LogBatch, LogEntry } from '../../src/events/host.ts'
import { filterLogView } from '../../src/render/log-filter.ts'
import { createJsonLogView } from '../../src/render/log-json.ts'
import { memorySink } from '../support/memory-sink.ts'
import { RecordedView } from '../support/scenario.ts'

const source = { service: 'web', number: 2, label: 'web-2' }

function line(text: string | Uint8Array, more: Partial<LogEntry> = {}): LogEntry {
  return { stream: 'stdout', bytes: Buffer.from(text), ...more }
}

async function* batches(...all: readonly LogBatch[]): AsyncGenerator<LogBatch, void, undefined> {
  yield* await Promise.resolve(all)
}

const lines = (...entries: readonly LogEntry[]): LogBatch => ({ type: 'lines', source, lines: entries })
const exited: LogBatch = { type: 'exited', source, code: 3, restarting: false }

describe('createJsonLogView', () => {
  it('writes an object a line', async () => {
    const stdout = memorySink()
    const view = createJsonLogView({ stdout, beforeWrite: () => undefined })
    view.announce(['web-2'])
    const timestamp = '2026-01-31T08:00:00.123456789Z'
    await view.show(
      batches(
        lines(line('hé "x"', { timestamp }), line(Uint8Array.of(0xff, 0x00), { stream: 'stderr' })),
        exited,
      ),
    )
    expect(stdout.text()).toMatchInlineSnapshot(`
      "{"version":1,"event":"line","time":"2026-01-31T08:00:00.123456789Z","service":"web","number":2,"container":"web-2","stream":"stdout","line":"hé \\"x\\""}
      {"version":1,"event":"line","service":"web","number":2,"container":"web-2","stream":"stderr","base64":"/wA="}
      {"version":1,"event":"exited","service":"web","number":2,"container":"web-2","code":3,"restarting":false}
      "
    `)
  })

  it('says that a line goes on', async () => {
    const stdout = memorySink()
    const view = createJsonLogView({ stdout, beforeWrite: () => undefined })
    await view.show(batches(lines(line('a', { continues: true }), line('b'))))
    const objects = stdout.text().trim().split('\n')
    expect(objects.map((text) => Object.entries(JSON.parse(text)).at(-1))).toEqual([
      ['continues', true],
      ['line', 'b'],
    ])
  })
})

describe('filterLogView', () => {
  const shown = async (
    filter: { wanted?: RegExp[]; unwanted?: RegExp[] },
    ...entries: readonly LogEntry[]
  ) => {
    const view = new RecordedView()
    await filterLogView(view, { wanted: [], unwanted: [], ...filter }).show(
      batches(lines(...entries), exited),
    )
    return view.lines
  }

  it('shows lines that match one pattern, and ends always', async () => {
    expect(await shown({ wanted: [/GET/u, /POST/u] }, line('GET /'), line('noise'), line('POST /'))).toEqual([
      'web-2 | GET /',
      'web-2 | POST /',
      'web-2 exited 3',
    ])
  })

  it('leaves out lines that match a pattern', async () => {
    expect(
      await shown({ wanted: [/GET/u], unwanted: [/health/u] }, line('GET /health'), line('GET /')),
    ).toEqual(['web-2 | GET /', 'web-2 exited 3'])
  })

  it('looks past colours', async () => {
    expect(await shown({ wanted: [/^error: disk/u] }, line('\u001B[31merror\u001B[0m: disk'))).toHaveLength(2)
  })

  it('decides about a line in parts by its first', async () => {
    const parts = [
      line('match', { continues: true }),
      line('more', { continues: true }),
      line('end'),
      line('other'),
    ]
    expect(await shown({ wanted: [/match/u] }, ...parts)).toEqual([
      'web-2 | match',
      'web-2 | more',
      'web-2 | end',
      'web-2 exited 3',
    ])
  })
})
