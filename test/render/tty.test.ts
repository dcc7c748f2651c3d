import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../src/events/run-event.ts'
import { createStyle } from '../../src/render/style.ts'
import { TtyRenderer } from '../../src/render/tty.ts'
import { memorySink } from '../support/memory-sink.ts'
import { containerRef, ended, networkRef, runStart } from '../support/run-events.ts'

const web = containerRef('web')
const job = containerRef('job')

function renderer() {
  const sink = memorySink({ isTTY: true, columns: 60, rows: 20 })
  let nowMs = 0
  const tty = new TtyRenderer({
    sink,
    writeDiagnostic: ({ message }) => `error: ${message}`,
    style: createStyle(false),
    title: 'up',
    now: () => nowMs,
  })
  return { sink, tty, wait: (ms: number) => (nowMs += ms) }
}

async function finalText(events: readonly RunEvent[]): Promise<string> {
  const { sink, tty, wait } = renderer()
  for (const event of events) {
    tty.on(event)
    wait(500)
  }
  await tty[Symbol.asyncDispose]()
  return sink.text()
}

describe('TtyRenderer', () => {
  it('leaves one line for each resource standing when a run is over', async () => {
    const text = await finalText([
      runStart(
        [
          ['container.create', web],
          ['container.start', web],
        ],
        [containerRef('db'), networkRef('default')],
      ),
      { type: 'action.start', id: 'container.create shop-web-1' },
      ended('container.create shop-web-1'),
      { type: 'action.start', id: 'container.start shop-web-1' },
      ended('container.start shop-web-1'),
      { type: 'run.end', outcome: 'done', ms: 1 },
    ])
    expect(text).toMatchInlineSnapshot(`
      "[+] up 2/2
       ✔ Container shop-db-1  Running
       ✔ Container shop-web-1 Started                        1.5s
      "
    `)
  })

  it('marks failures and what never ran, and tells the cause below the tree', async () => {
    const problem = { code: 'CMP404', severity: 'error', message: 'port 80 is taken' } as const
    const text = await finalText([
      runStart([
        ['container.start', web],
        ['container.start', job],
      ]),
      { type: 'action.start', id: 'container.start shop-web-1' },
      ended('container.start shop-web-1', { outcome: 'failed', problem }),
      ended('container.start shop-job-1', { outcome: 'cancelled' }),
      { type: 'run.end', outcome: 'failed', ms: 1 },
      { type: 'diagnostic', diagnostic: problem },
    ])
    expect(text).toMatchInlineSnapshot(`
      "[+] up 2/2
       ✘ Container shop-web-1 Error port 80 is taken         0.5s
       - Container shop-job-1 Cancelled
      error: port 80 is taken
      "
    `)
  })

  it('says at once what is no part of a run', () => {
    const { sink, tty } = renderer()
    tty.on({ type: 'notice', text: 'Gracefully stopping' })
    expect(sink.text()).toBe('Gracefully stopping\n')
  })
})

describe('TtyRenderer while a run goes on', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => vi.useRealTimers())

  it('paints at a steady rate and turns the spinner only of what is worked on', async () => {
    const { sink, tty } = renderer()
    tty.on(
      runStart([
        ['container.start', web],
        ['container.start', job],
      ]),
    )
    tty.on({ type: 'action.start', id: 'container.start shop-web-1' })
    await Promise.resolve()
    vi.advanceTimersByTime(90)
    expect(sink.text().replaceAll('\u001B', '^')).toMatchInlineSnapshot(`
      "^[?2026h^[?25l
      [+] up 0/2^[K

       ⠙ Container shop-web-1 Starting                       0.0s^[K

         Container shop-job-1^[K
      ^[?2026l"
    `)
    tty.clear()
    await tty[Symbol.asyncDispose]()
  })
})
