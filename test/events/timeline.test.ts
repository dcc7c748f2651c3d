import { describe, expect, it } from 'vitest'
import { timelineOf, type TimedEvent, type Timeline } from '../../src/events/timeline.ts'
import { onContainer, timedRuns, type TimedAction } from '../support/timed-run.ts'

/** `id start-end`, with a star on the critical path. */
const shown = ({ spans }: Timeline): readonly string[] =>
  spans.map(({ id, startMs, endMs, isCritical }) => `${id} ${startMs}-${endMs}${isCritical ? ' *' : ''}`)

const pull: TimedAction = {
  id: 'image.pull redis',
  do: 'image.pull',
  target: { kind: 'image', key: 'redis', name: 'redis' },
  service: 'db',
  reason: { because: 'missing' },
  after: [],
  takesMs: 30,
}

describe('timelineOf', () => {
  it('says when each action began and ended, and which decided the end', async () => {
    const { events, startMs } = await timedRuns(
      [
        [
          pull,
          onContainer('container.create', 'db', { takesMs: 2, after: [pull.id] }),
          onContainer('container.create', 'web', { takesMs: 5 }),
          onContainer('container.start', 'db', { takesMs: 3, after: ['container.create db/1'] }),
          onContainer('container.await', 'db', { takesMs: 20, after: ['container.start db/1'] }),
          onContainer('container.start', 'web', {
            takesMs: 4,
            after: ['container.create web/1'],
            afterSettled: ['container.await db/1'],
          }),
        ],
      ],
      { leadMs: 7 },
    )
    const timeline = timelineOf(events, startMs)
    expect(shown(timeline)).toEqual([
      'container.create web/1 7-12',
      'image.pull redis 7-37 *',
      'container.create db/1 37-39 *',
      'container.start db/1 39-42 *',
      'container.await db/1 42-62 *',
      'container.start web/1 62-66 *',
    ])
    expect([timeline.leadMs, timeline.totalMs]).toEqual([7, 66])
    expect(timeline.spans.map(({ phase, service }) => `${phase} ${service}`)).toEqual([
      'create web',
      'pull db',
      'create db',
      'start db',
      'wait db',
      'start web',
    ])
  })

  it('follows the critical path into the run before', async () => {
    const { events, startMs } = await timedRuns([
      [pull],
      [
        onContainer('container.create', 'db', { takesMs: 2 }),
        onContainer('container.create', 'web', { takesMs: 5 }),
      ],
    ])
    expect(shown(timelineOf(events, startMs))).toEqual([
      'image.pull redis 0-30 *',
      'container.create db/1 30-32',
      'container.create web/1 30-35 *',
    ])
  })

  it('tells actions of the same name in two runs apart', async () => {
    const again = onContainer('container.stop', 'web', { takesMs: 2 })
    const slow = onContainer('container.stop', 'db', { takesMs: 9 })
    const { events, startMs } = await timedRuns([[again, slow], [again]])
    expect(shown(timelineOf(events, startMs))).toEqual([
      'container.stop web/1 0-2',
      'container.stop db/1 0-9 *',
      'container.stop web/1 9-11 *',
    ])
  })

  it('shows nothing of what was never begun', () => {
    const action = onContainer('container.start', 'web', { takesMs: 0 })
    const events: readonly TimedEvent[] = [
      { atMs: 5, event: { type: 'run.start', actions: [action], unchanged: [] } },
      { atMs: 6, event: { type: 'action.end', id: action.id, outcome: 'cancelled', ms: 0 } },
      { atMs: 6, event: { type: 'run.end', outcome: 'cancelled', ms: 1 } },
    ]
    expect(timelineOf(events, 0)).toEqual({ totalMs: 6, leadMs: 5, spans: [] })
  })

  it('has the layers of images and the steps of builds, from the first word about each to the last', () => {
    const build = { ...pull, id: 'image.build app', do: 'image.build' }
    const about = {
      type: 'action.build',
      id: build.id,
      service: 'app',
      news: 'step',
      step: 'a',
      name: 'RUN make',
    } as const
    const layer = { type: 'action.progress', id: pull.id, part: 'abc', done: 0 } as const
    const events: readonly TimedEvent[] = [
      { atMs: 0, event: { type: 'run.start', actions: [pull, build], unchanged: [] } },
      { atMs: 0, event: { type: 'action.start', id: pull.id } },
      { atMs: 0, event: { type: 'action.start', id: build.id } },
      { atMs: 1, event: layer },
      { atMs: 2, event: { ...about, state: 'started' } },
      { atMs: 4, event: layer },
      { atMs: 9, event: { ...about, state: 'done' } },
      { atMs: 9, event: { type: 'action.end', id: pull.id, outcome: 'done', ms: 9 } },
      { atMs: 9, event: { type: 'action.end', id: build.id, outcome: 'done', ms: 9 } },
      { atMs: 9, event: { type: 'run.end', outcome: 'done', ms: 9 } },
    ]
    expect(timelineOf(events, 0).spans.map(({ parts }) => parts)).toEqual([
      [{ kind: 'layer', name: 'abc', startMs: 1, endMs: 4 }],
      [{ kind: 'step', name: 'RUN make', startMs: 2, endMs: 9 }],
    ])
  })
})
