import { describe, expect, it } from 'vitest'
import { Schemas } from '../support/schemas.ts'
import { RealProject } from '../support/real-project.ts'

const file = `services:
  web:
    image: busybox
    init: true
    command: sh -c 'sleep 1; echo served'
    depends_on: { db: { condition: service_healthy } }
  db:
    image: busybox
    init: true
    command: sleep 600
    healthcheck: { test: 'true', interval: 100ms }
`

interface Trace {
  readonly traceEvents: readonly { readonly ph: string; readonly name: string; readonly ts: number }[]
}

describe('up on a real engine', () => {
  it('shows below its services where the time went, and writes it into a file', async () => {
    await using project = await RealProject.create(file)
    const args = ['--progress', 'plain', 'up', '--wait', '--timeline', '--trace', 'trace.json', 'db']
    const { code, stdout, stderr } = await project.compose(args)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/^Timeline of \d+\.\d\d s, with \* on the critical path$/mu)
    expect(stderr).toMatch(/^ {2}db \(\d+\.\d\d s\)$/mu)
    expect(stderr).toMatch(new RegExp(`^\\* +${project.name}-db-1 +wait +\\d`, 'mu'))
    expect(stderr).toMatch(/^Critical path: .*wait \d/mu)
    const trace: Trace = JSON.parse(await project.read('trace.json'))
    expect(new Schemas().mistakes('trace.schema.json', trace)).toEqual([])
    const actions = trace.traceEvents.filter(({ ph }) => ph === 'X').toSorted((a, b) => a.ts - b.ts)
    expect(actions.map(({ name }) => name)).toEqual([
      'prepare',
      expect.stringContaining('network.create'),
      'container.create db/1',
      'container.start db/1',
      expect.stringContaining('container.await'),
    ])
  })

  it('shows it when everything is started, before the containers have ended', async () => {
    await using project = await RealProject.create(file)
    const args = ['--progress', 'plain', 'up', '--abort-on-container-exit', '--timeline']
    const { stdout, stderr } = await project.compose(args)
    expect(stdout).toContain('served')
    const [before = '', after = ''] = stderr.split(/^Timeline of .*$/mu)
    expect(before).toMatch(/-web-1 +Started/u)
    expect(after).toMatch(/-db-1 +Stopp/u)
  })

  it('writes a line of JSON where progress is JSON', async () => {
    await using project = await RealProject.create(file)
    const { stderr } = await project.compose(['--progress', 'json', 'create', '--timeline'])
    const last: unknown = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')
    expect(last).toMatchObject({ event: 'timeline' })
    expect(new Schemas().mistakes('progress.schema.json', last)).toEqual([])
  })
})
