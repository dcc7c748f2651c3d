import { describe, expect, it } from 'vitest'
import { TimeRecord, timeWish } from '../../src/cli/time-record.ts'
import type { RunEvent } from '../../src/events/run-event.ts'
import type { Timeline } from '../../src/events/timeline.ts'
import { compose } from '../support/fake-shell.ts'
import { onContainer } from '../support/timed-run.ts'

const files = { 'compose.yaml': 'services:\n  web:\n    image: nginx\n' }
const action = onContainer('container.start', 'web', { takesMs: 0 })
const run: readonly RunEvent[] = [
  { type: 'run.start', actions: [action], unchanged: [] },
  { type: 'action.start', id: action.id },
  { type: 'action.end', id: action.id, outcome: 'done', ms: 0 },
  { type: 'run.end', outcome: 'done', ms: 0 },
]

describe('TimeRecord', () => {
  it('tells once, of what happened until then', async () => {
    const printed: Timeline[] = []
    let atMs = 100
    const record = new TimeRecord({
      wish: { show: true },
      title: 'compose up',
      currentDirectory: '/',
      now: () => atMs,
      print: async (timeline) => void printed.push(timeline),
    })
    for (const event of run) {
      atMs += 10
      record.hear(event)
    }
    await record.report()
    record.hear({ type: 'run.start', actions: [], unchanged: [] })
    await record.report()
    expect(printed.map(({ totalMs, leadMs, spans }) => ({ totalMs, leadMs, spans: spans.length }))).toEqual([
      { totalMs: 40, leadMs: 10, spans: 1 },
    ])
  })

  it('tells nothing where nothing was carried out', async () => {
    const printed: Timeline[] = []
    const record = new TimeRecord({
      wish: { show: true },
      title: 'compose up',
      currentDirectory: '/',
      now: () => 0,
      print: async (timeline) => void printed.push(timeline),
    })
    await record.report()
    expect(printed).toEqual([])
  })

  it('is not kept where nobody asked for it', () => {
    expect(timeWish({ timeline: false, trace: undefined })).toEqual({})
  })
})

describe('--trace', () => {
  it('refuses a file that cannot be written before anything is done', async () => {
    const environment = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
    const { code, stderr } = await compose(['up', '-d', '--trace', 'nowhere/trace.json'], {
      files,
      environment,
    })
    expect(code).toBe(1)
    expect(stderr).toContain('error CMP122: "/project/nowhere/trace.json" cannot be written')
    expect(stderr).not.toContain('CMP401')
  })

  it('refuses to write in the place of a folder before anything is done', async () => {
    const environment = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
    const { code, stderr } = await compose(['up', '-d', '--trace', '/'], { files, environment })
    expect(code).toBe(1)
    expect(stderr).toContain('error CMP122: "/" cannot be written (it is a folder)')
    expect(stderr).not.toContain('CMP401')
  })
})
