import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/events/run-event.ts'
import { PlainRenderer } from '../../src/render/plain.ts'
import { memorySink } from '../support/memory-sink.ts'
import { containerRef, ended, networkRef, runStart } from '../support/run-events.ts'

const db = containerRef('db')
const web = containerRef('web')

function plain(events: readonly RunEvent[]): string {
  const sink = memorySink()
  const renderer = new PlainRenderer(sink, ({ code, message }) => `error ${code}: ${message}`)
  for (const event of events) renderer.on(event)
  return sink.text()
}

describe('PlainRenderer', () => {
  it('writes a line when a step begins and when it ends', () => {
    const text = plain([
      runStart([
        ['network.create', networkRef('default')],
        ['container.create', db],
        ['container.start', db],
        ['container.await', db],
      ]),
      { type: 'action.start', id: 'network.create shop_default' },
      ended('network.create shop_default'),
      { type: 'action.start', id: 'container.create shop-db-1' },
      ended('container.create shop-db-1'),
      { type: 'action.start', id: 'container.start shop-db-1' },
      ended('container.start shop-db-1'),
      { type: 'action.start', id: 'container.await shop-db-1' },
      ended('container.await shop-db-1', { text: 'Healthy' }),
      { type: 'run.end', outcome: 'done', ms: 1 },
    ])
    expect(text).toMatchInlineSnapshot(`
      " Network shop_default Creating 
       Network shop_default Created 
       Container shop-db-1 Creating 
       Container shop-db-1 Created 
       Container shop-db-1 Starting 
       Container shop-db-1 Started 
       Container shop-db-1 Waiting 
       Container shop-db-1 Healthy 
      "
    `)
  })

  it('mentions containers that run already, and not networks', () => {
    expect(plain([runStart([], [networkRef('default'), web])])).toBe(' Container shop-web-1 Running \n')
  })

  it('tells the cause in the line of a step that failed, and says nothing of what was cancelled', () => {
    const problem = { code: 'CMP404', severity: 'error', message: 'port 80 is taken' } as const
    const text = plain([
      runStart([
        ['container.start', db],
        ['container.start', web],
      ]),
      { type: 'action.start', id: 'container.start shop-db-1' },
      ended('container.start shop-db-1', { outcome: 'failed', problem }),
      ended('container.start shop-web-1', { outcome: 'cancelled' }),
      { type: 'run.end', outcome: 'failed', ms: 1 },
      { type: 'diagnostic', diagnostic: problem },
      { type: 'diagnostic', diagnostic: problem },
    ])
    expect(text).toBe(
      ' Container shop-db-1 Starting \n Container shop-db-1 Error port 80 is taken\nerror CMP404: port 80 is taken\n',
    )
  })

  it('leaves out progress that says nothing new', () => {
    const id = 'image.pull nginx'
    const text = plain([
      runStart([['image.pull', { kind: 'image', key: 'nginx', name: 'nginx' }]]),
      { type: 'action.progress', id, done: 1, total: 10, part: 'abc', text: 'Downloading' },
      { type: 'action.progress', id, done: 2, total: 10, part: 'abc', text: 'Downloading' },
      { type: 'action.progress', id, done: 10, total: 10, part: 'abc', text: 'Download complete' },
    ])
    expect(text).toBe(' Image nginx abc Downloading \n Image nginx abc Download complete \n')
  })
})
