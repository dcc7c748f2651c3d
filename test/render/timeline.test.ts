import { describe, expect, it } from 'vitest'
import { timelineOf, type Timeline } from '../../src/events/timeline.ts'
import { createStyle } from '../../src/render/style.ts'
import { formatTimelineJson } from '../../src/render/timeline-json.ts'
import { formatTimeline } from '../../src/render/timeline-text.ts'
import { formatTrace } from '../../src/render/trace-json.ts'
import { Schemas } from '../support/schemas.ts'
import { onContainer, timedRuns } from '../support/timed-run.ts'

async function example(): Promise<Timeline> {
  const { events, startMs } = await timedRuns(
    [
      [
        {
          id: 'network.create default',
          do: 'network.create',
          target: { kind: 'network', key: 'default', name: 'shop_default' },
          reason: { because: 'missing' },
          after: [],
          takesMs: 40,
        },
        onContainer('container.create', 'db', { takesMs: 60, after: ['network.create default'] }),
        onContainer('container.create', 'web', { takesMs: 50, after: ['network.create default'] }),
        onContainer('container.start', 'db', { takesMs: 100, after: ['container.create db/1'] }),
        onContainer('container.await', 'db', { takesMs: 700, after: ['container.start db/1'] }),
        onContainer('container.start', 'web', {
          takesMs: 80,
          after: ['container.create web/1', 'container.await db/1'],
        }),
      ],
    ],
    { leadMs: 20 },
  )
  return timelineOf(events, startMs)
}

describe('formatTimeline', () => {
  it('shows each action below its service, and what the critical path is made of', async () => {
    expect(formatTimeline(await example(), createStyle(false))).toMatchInlineSnapshot(`
      "Timeline of 1.00 s, with * on the critical path
                                            start       took
        project
      *   files, engine, plan  prepare     0.00 s     0.02 s  █
      *   shop_default         create      0.02 s     0.04 s  ██
        web (0.94 s)
          shop-web-1           create      0.06 s     0.05 s   ███
      *   shop-web-1           start       0.92 s     0.08 s                               ███
        db (0.86 s)
      *   shop-db-1            create      0.06 s     0.06 s   ███
      *   shop-db-1            start       0.12 s     0.10 s     ████
      *   shop-db-1            wait        0.22 s     0.70 s         ██████████████████████
      Critical path: wait 0.70 s, start 0.18 s, create 0.10 s, prepare 0.02 s
      "
    `)
  })

  it('says of an empty run that there was nothing but preparation', () => {
    const text = formatTimeline({ totalMs: 30, leadMs: 30, spans: [] }, createStyle(false))
    expect(text).toContain('Critical path: prepare 0.03 s\n')
  })

  it('does not let names steer the terminal', async () => {
    const timeline = await example()
    const spans = timeline.spans.map((span) => ({ ...span, service: '\u001B[2Jweb' }))
    expect(formatTimeline({ ...timeline, spans }, createStyle(false))).not.toContain('\u001B')
  })
})

describe('formatTimelineJson', () => {
  it('is a line of progress as its schema describes', async () => {
    const line = formatTimelineJson(await example())
    expect(line).toMatch(/^[^\n]+\n$/u)
    expect(new Schemas().mistakes('progress.schema.json', JSON.parse(line))).toEqual([])
    expect(JSON.parse(line)).toMatchObject({
      event: 'timeline',
      totalMs: 1000,
      leadMs: 20,
      spans: expect.arrayContaining([
        {
          id: 'container.await db/1',
          phase: 'wait',
          name: 'shop-db-1',
          service: 'db',
          startMs: 220,
          endMs: 920,
          outcome: 'done',
          critical: true,
        },
      ]),
    })
  })
})

describe('formatTrace', () => {
  it('is what its schema describes', async () => {
    const timeline = await example()
    const parts = [{ kind: 'step', name: 'RUN make', startMs: 21, endMs: 30 }] as const
    const spans = timeline.spans.map((span) => ({ ...span, parts }))
    expect(
      new Schemas().mistakes(
        'trace.schema.json',
        JSON.parse(formatTrace({ ...timeline, spans }, 'compose up')),
      ),
    ).toEqual([])
  })

  it('has a row for each resource, with its actions in microseconds', async () => {
    const trace = JSON.parse(formatTrace(await example(), 'compose up'))
    expect(trace.traceEvents).toEqual(
      expect.arrayContaining([
        { name: 'process_name', ph: 'M', ts: 0, pid: 1, tid: 0, args: { name: 'compose up' } },
        { name: 'thread_name', ph: 'M', ts: 0, pid: 1, tid: 3, args: { name: 'db: container shop-db-1' } },
        {
          name: 'container.start db/1',
          cat: 'start',
          ph: 'X',
          ts: 120_000,
          dur: 100_000,
          pid: 1,
          tid: 3,
          args: { outcome: 'done', critical: true, after: ['container.create db/1'] },
        },
      ]),
    )
  })

  it('draws an arrow between the neighbours on the critical path', async () => {
    const timeline = await example()
    const trace = JSON.parse(formatTrace(timeline, 'compose up'))
    const ends = trace.traceEvents.filter(({ ph }: { readonly ph: string }) => ph === 's' || ph === 'f')
    const critical = timeline.spans.filter(({ isCritical }) => isCritical)
    expect(ends).toHaveLength(2 * (critical.length - 1))
  })
})
