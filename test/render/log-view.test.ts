import { describe, expect, it } from 'vitest'
import type { LogBatch, LogEntry, LogSource } from '../../src/events/host.ts'
import type { LogViewOptions } from '../../src/render/log-view.ts'
import { createLogView } from '../../src/render/log-view.ts'
import { memorySink } from '../support/memory-sink.ts'

const web: LogSource = { service: 'web', number: 1, label: 'web-1' }
const database: LogSource = { service: 'database', number: 1, label: 'database-1' }

function out(text: string): LogEntry {
  return { stream: 'stdout', bytes: Buffer.from(text) }
}

function lines(source: LogSource, ...entries: readonly LogEntry[]): LogBatch {
  return { type: 'lines', source, lines: entries }
}

async function* batches(...all: readonly LogBatch[]): AsyncGenerator<LogBatch> {
  yield* all
}

function view(options: Partial<LogViewOptions> = {}) {
  const stdout = memorySink()
  const stderr = memorySink()
  const log = createLogView({
    stdout,
    stderr,
    color: false,
    prefix: true,
    timestamps: 'none',
    clock: () => new Date(0),
    banner: false,
    beforeWrite: () => undefined,
    ...options,
  })
  return { log, stdout, stderr }
}

describe('a log view', () => {
  it('pads names to the widest that was announced', async () => {
    const { log, stdout } = view()
    log.announce(['web-1', 'database-1'])
    await log.show(batches(lines(web, out('hello'), out('')), lines(database, out('ready'))))
    expect(stdout.text()).toBe('web-1       | hello\nweb-1       | \ndatabase-1  | ready\n')
  })

  it('widens the column when a longer name speaks', async () => {
    const { log, stdout } = view()
    await log.show(batches(lines(web, out('a')), lines(database, out('b')), lines(web, out('c'))))
    expect(stdout.text()).toBe('web-1  | a\ndatabase-1  | b\nweb-1       | c\n')
  })

  it('gives names colours in the order they speak', async () => {
    const { log, stdout } = view({ color: true })
    await log.show(batches(lines(web, out('a')), lines(database, out('b')), lines(web, out('c'))))
    const text = stdout.text().replaceAll('\u001B', '^')
    expect(text).toBe('^[36mweb-1  | ^[0ma\n^[33mdatabase-1  | ^[0mb\n^[36mweb-1       | ^[0mc\n')
  })

  it('writes bytes unchanged without a prefix', async () => {
    const { log, stdout } = view({ prefix: false })
    await log.show(batches(lines(web, { stream: 'stdout', bytes: Buffer.from('50%\r\u001B[31mé') })))
    expect(stdout.text()).toBe('50%\r\u001B[31mé\n')
  })

  it('writes timestamps after the prefix', async () => {
    const { log, stdout } = view({ timestamps: 'engine' })
    await log.show(batches(lines(web, { ...out('hi'), timestamp: '2026-01-31T08:00:00.1Z' })))
    expect(stdout.text()).toBe('web-1  | 2026-01-31T08:00:00.1Z hi\n')
  })

  it('writes its own time in front of lines without a timestamp', async () => {
    const { log, stdout } = view({ timestamps: 'engine' })
    await log.show(batches(lines(web, out('hi'))))
    expect(stdout.text()).toBe('web-1  | 1970-01-01T00:00:00.000000000Z hi\n')
  })

  it('writes the time of this moment where that is asked for', async () => {
    const { log, stdout } = view({ timestamps: 'client' })
    await log.show(batches(lines(web, { ...out('hi'), timestamp: '2026-01-31T08:00:00.1Z' })))
    expect(stdout.text()).toBe('web-1  | 1970-01-01T00:00:00.000000000Z hi\n')
  })

  it('joins the parts of a line that is too long for one', async () => {
    const { log, stdout } = view()
    await log.show(batches(lines(web, { ...out('ab'), continues: true }), lines(web, out('cd'), out('next'))))
    expect(stdout.text()).toBe('web-1  | abcd\nweb-1  | next\n')
  })

  it('keeps the two streams of containers apart and their order', async () => {
    const { log, stdout, stderr } = view()
    await log.show(batches(lines(web, out('a'), { ...out('b'), stream: 'stderr' }, out('c'))))
    expect([stdout.text(), stderr.text()]).toEqual(['web-1  | a\nweb-1  | c\n', 'web-1  | b\n'])
  })

  it('names what it is attached to', () => {
    const { log, stdout } = view({ banner: true })
    log.announce(['web-1', 'database-1'])
    expect(stdout.text()).toBe('Attaching to database-1, web-1\n')
  })

  it('tells how a container exited', async () => {
    const { log, stdout } = view()
    await log.show(
      batches(
        { type: 'exited', source: web, code: 1, restarting: true },
        { type: 'exited', source: web, code: 0, restarting: false },
      ),
    )
    expect(stdout.text()).toBe('web-1 exited with code 1 (restarting)\nweb-1 exited with code 0\n')
  })

  it('writes a batch at once', async () => {
    const { log, stdout } = view()
    await log.show(batches(lines(web, ...Array.from({ length: 1000 }, () => out('line')))))
    expect(stdout.writes()).toBe(1)
  })

  it('takes the next batch only when a slow stream has drained', async () => {
    const slow = memorySink({ slow: true })
    const { log } = view({ stdout: slow, stderr: slow })
    let taken = 0
    async function* counted(): AsyncGenerator<LogBatch> {
      for (const text of ['a', 'b']) {
        taken += 1
        yield lines(web, out(text))
      }
    }
    const shown = log.show(counted())
    await Promise.resolve()
    await new Promise(setImmediate)
    expect(taken).toBe(1)
    slow.drain()
    await new Promise(setImmediate)
    expect(taken).toBe(2)
    slow.drain()
    await shown
  })
})
