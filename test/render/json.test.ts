import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/events/run-event.ts'
import { JsonRenderer } from '../../src/render/json.ts'
import { memorySink } from '../support/memory-sink.ts'
import { containerRef, ended, runStart } from '../support/run-events.ts'

function json(events: readonly RunEvent[]): readonly unknown[] {
  const sink = memorySink()
  const renderer = new JsonRenderer(sink, { dryRun: false })
  for (const event of events) renderer.on(event)
  return sink
    .text()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

describe('JsonRenderer', () => {
  it('writes an object for each step', () => {
    const web = containerRef('web')
    const action = 'container.start shop-web-1'
    const objects = json([
      runStart([['container.start', web]]),
      { type: 'action.start', id: 'container.start shop-web-1' },
      ended('container.start shop-web-1'),
    ])
    expect(objects).toEqual([
      { version: 1, event: 'start', actions: 1, unchanged: 0 },
      { version: 1, event: 'step', id: 'Container shop-web-1', status: 'Working', text: 'Starting', action },
      {
        version: 1,
        event: 'step',
        id: 'Container shop-web-1',
        status: 'Done',
        text: 'Started',
        action,
        outcome: 'done',
        ms: 100,
      },
    ])
  })

  it('names the resource of a part and how far it is', () => {
    const image = { kind: 'image', key: 'nginx', name: 'nginx' } as const
    const objects = json([
      runStart([['image.pull', image]]),
      {
        type: 'action.progress',
        id: 'image.pull nginx',
        done: 5,
        total: 20,
        part: 'abc',
        text: 'Downloading',
      },
    ])
    expect(objects.slice(1)).toEqual([
      {
        version: 1,
        event: 'step',
        action: 'image.pull nginx',
        id: 'abc',
        parent_id: 'Image nginx',
        status: 'Working',
        text: 'Downloading',
        current: 5,
        total: 20,
        percent: 25,
      },
    ])
  })

  it('writes problems as objects with code and hint', () => {
    const diagnostic = { code: 'CMP401', severity: 'error', message: 'no engine', hint: 'start one' } as const
    expect(json([{ type: 'diagnostic', diagnostic }])).toEqual([
      {
        version: 1,
        event: 'diagnostic',
        error: true,
        message: 'no engine',
        code: 'CMP401',
        hint: 'start one',
      },
    ])
  })

  it('tells the place of a mistake by line and column', () => {
    const sources = new Map([['/shop/compose.yaml', 'services:\n  web: 1\n']])
    const span = { file: '/shop/compose.yaml', start: 12, end: 15 }
    const diagnostic = { code: 'CMP108', severity: 'error', message: 'must be a mapping', span } as const
    expect(json([{ type: 'diagnostic', diagnostic, sources }])).toEqual([
      {
        version: 1,
        event: 'diagnostic',
        error: true,
        message: 'must be a mapping',
        code: 'CMP108',
        file: '/shop/compose.yaml',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 6,
      },
    ])
  })
})
