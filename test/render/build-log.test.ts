import { describe, expect, it } from 'vitest'
import type { BuildNews, RunEvent } from '../../src/events/run-event.ts'
import { BuildLog } from '../../src/render/build-log.ts'
import { BuildSteps } from '../../src/render/build-steps.ts'
import { createStyle } from '../../src/render/style.ts'
import { frameLines } from '../../src/render/tty-frame.ts'
import { runStart } from '../support/run-events.ts'

const image = { kind: 'image', key: 'shop-web', name: 'shop-web' } as const

function event(news: BuildNews, service = 'web'): RunEvent {
  return { type: 'action.build', id: `image.build shop-${service}`, service, ...news }
}

const started = { news: 'step', step: 'a', name: '[1/2] RUN make', state: 'started' } as const
const output = (text: string, ms = 412): BuildNews => ({
  news: 'output',
  step: 'a',
  stream: 'stdout',
  text,
  ms,
})

describe('BuildLog', () => {
  it('writes steps as clients of BuildKit do', () => {
    const log = new BuildLog()
    const events = [
      event(started),
      event(output('one\ntw')),
      event({ news: 'transfer', step: 'b', part: 'transferring context:', done: 42, isComplete: true }),
      event(output('o\n\u001B[2Jlast')),
      event({ ...started, state: 'done', ms: 1234 }),
      event({ ...started, step: 'c', name: '[2/2] COPY', state: 'cached' }),
    ]
    expect(events.map((one) => log.lines(one)).join('')).toBe(
      [
        '#1 [1/2] RUN make',
        '#1 0.412 one',
        '',
        '#2 ',
        '#2 transferring context: 42B done',
        '',
        '#1 [1/2] RUN make',
        '#1 0.412 two',
        '#1 \uFFFD[2Jlast',
        '#1 DONE 1.2s',
        '',
        '#3 [2/2] COPY',
        '#3 CACHED',
        '',
      ].join('\n'),
    )
  })

  it('names the service where several are built', () => {
    const log = new BuildLog()
    log.lines(
      runStart([
        ['image.build', image],
        ['image.build', { ...image, key: 'db', name: 'shop-db' }],
      ]),
    )
    log.lines(event(started))
    expect(log.lines(event({ ...started, state: 'failed', error: 'exit code: 2' }))).toBe(
      '#1 [web 1/2] RUN make\n#1 ERROR: exit code: 2\n',
    )
  })
})

describe('BuildSteps', () => {
  it('counts the steps of the Dockerfile', () => {
    const steps = new BuildSteps(() => 0)
    steps.on({ ...started, state: 'cached' })
    steps.on({ ...started, step: 'b', name: '[2/2] COPY', state: 'done', ms: 5 })
    steps.on({ ...started, step: 'c', name: '[internal] load', state: 'done', ms: 5 })
    expect(steps.summary).toBe('2 steps, 1 cached')
  })

  it('keeps the last lines of what runs, as a terminal would show them', () => {
    const steps = new BuildSteps(() => 0)
    steps.on(started)
    steps.on(output('1\n2\n3\n4\n5\n10%\r20%'))
    expect(steps.all[0]?.lines).toEqual(['2', '3', '4', '5', '20%'])
  })
})

describe('a frame with builds', () => {
  const options = { title: 'build', columns: 60, tick: 0, style: createStyle(false) }
  const line = {
    name: 'Image shop-web',
    state: 'working',
    text: 'Building',
    details: '',
    ms: 2500,
    parts: [],
    steps: [
      { name: '[1/3] FROM x', state: 'cached', ms: 0, lines: [] },
      { name: '[2/3] COPY', state: 'done', ms: 100, lines: ['not shown'] },
      { name: '[3/3] RUN make', state: 'working', ms: 2400, lines: ['cc a.c', '\u001B[31mcc b.c'] },
    ],
  } as const

  it('shows the steps below, and the end of what the running one printed', () => {
    expect(frameLines([line], { ...options, rows: 20 })).toEqual([
      '[+] build 0/1',
      ' ⠋ Image shop-web Building                             2.5s',
      '   ✔  [1/3] FROM x                                   CACHED',
      '   ✔  [2/3] COPY                                       0.1s',
      '   => [3/3] RUN make                                   2.4s',
      '      cc a.c',
      '      \uFFFD[31mcc b.c',
    ])
  })

  it('leaves out the first ones where there is no room', () => {
    expect(frameLines([line], { ...options, rows: 5 }).slice(2)).toEqual([
      '      cc a.c',
      '      \uFFFD[31mcc b.c',
    ])
  })
})
