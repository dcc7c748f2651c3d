import { describe, expect, it, vi } from 'vitest'
import { deferred } from '../../src/async/deferred.ts'
import type { Ending } from '../../src/app/surroundings.ts'
import type { UpRequest } from '../../src/app/up-request.ts'
import type { MenuKey, OpenMenu } from '../../src/events/key-menu.ts'
import { RecordedView, Scenario } from '../support/scenario.ts'

const web = 'services: { web: { image: nginx } }'

interface Attached {
  readonly ending: Promise<Ending>
  readonly view: RecordedView
}

function attach(scenario: Scenario, changes: Partial<UpRequest> = {}): Attached {
  const view = new RecordedView()
  return { view, ending: scenario.up({ detach: false, view, ...changes }) }
}

describe('attached up', () => {
  it('shows what containers print from their first line, and ends when they have ended', async () => {
    const scenario = new Scenario('services: { job: { image: busybox } }')
    scenario.engine.behave('job', { prints: ['one', 'two'], exits: 0 })
    const { ending, view } = attach(scenario)
    expect(await ending).toEqual({ kind: 'done' })
    expect(view.lines).toEqual(['job-1 | one', 'job-1 | two', 'job-1 exited 0'])
  })

  it('tells the end of a container whose logging driver keeps nothing', async () => {
    const scenario = new Scenario('services: { job: { image: busybox, logging: { driver: none } } }')
    scenario.engine.behave('job', { prints: ['one'], exits: 2 })
    const { ending, view } = attach(scenario)
    expect(await ending).toEqual({ kind: 'done' })
    expect(view.lines).toEqual(['job-1 exited 2'])
    expect(scenario.messages).toHaveLength(1)
  })

  it('ends well whatever the codes of its containers', async () => {
    const scenario = new Scenario('services: { job: { image: busybox } }')
    scenario.engine.behave('job', { exits: 3 })
    expect(await attach(scenario).ending).toEqual({ kind: 'done' })
  })

  it.each([{ attach: ['wep'] }, { abortOn: 'exit', exitCodeFrom: 'wep' }] as const)(
    'starts nothing to watch a service that is not there: %j',
    async (changes) => {
      const scenario = new Scenario(web)
      expect(await attach(scenario, changes).ending).toEqual({ kind: 'failed' })
      expect(scenario.diagnostics.map(({ code }) => code)).toEqual(['CMP208'])
      expect(await scenario.containers()).toEqual([])
    },
  )

  it('stops its containers in good order when interrupted', async () => {
    const scenario = new Scenario(web)
    scenario.engine.behave('web', { prints: ['ready'] })
    const { ending, view } = attach(scenario)
    await view.line('web-1 | ready')
    scenario.interrupt.abort()
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(await scenario.containers()).toEqual(['shop-web-1 exited'])
  })

  it('leaves them running when the user detaches', async () => {
    const scenario = new Scenario(web)
    const keys = deferred<readonly MenuKey[]>()
    const closed: string[] = []
    const openMenu: OpenMenu = (offered) => {
      keys.resolve(offered)
      return () => void closed.push('closed')
    }
    const { ending } = attach(scenario, { openMenu })
    const [detach] = await keys.promise
    detach?.press()
    expect([detach?.key, await ending]).toEqual(['d', { kind: 'done' }])
    expect(closed).toContain('closed')
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('says what serves instead of a key that only Docker Compose has', async () => {
    const scenario = new Scenario(web)
    const keys = deferred<readonly MenuKey[]>()
    const openMenu: OpenMenu = (offered) => {
      keys.resolve(offered)
      return () => undefined
    }
    const { ending } = attach(scenario, { openMenu })
    const [detach, ...others] = await keys.promise
    for (const { press } of others) press()
    detach?.press()
    await ending
    const notices = scenario.events.flatMap((event) => (event.type === 'notice' ? [event.text] : []))
    expect([others.map(({ key, label }) => [key, label]), notices]).toEqual([
      [
        ['w', undefined],
        ['v', undefined],
        ['o', undefined],
        ['l', undefined],
      ],
      [
        'Watching files is not available: "compose up" again takes changes over',
        'There is no Docker Desktop to open: "compose ps" lists the containers',
        'There is no Docker Desktop to open: "compose config" shows the configuration',
        'There is no Docker Desktop to open: "compose logs" shows the output',
      ],
    ])
  })

  it('kills them when the user insists', async () => {
    const scenario = new Scenario(web)
    scenario.engine.behave('web', { prints: ['ready'], ignoresStop: true })
    const { ending, view } = attach(scenario)
    await view.line('web-1 | ready')
    scenario.interrupt.abort()
    scenario.force.abort()
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(scenario.engine.peek('shop-web-1')?.exitCode).toBe(137)
  })

  it('stops only what was named, not what that depends on', async () => {
    const scenario = new Scenario(
      'services: { web: { image: nginx, depends_on: [db] }, db: { image: busybox } }',
    )
    scenario.engine.behave('web', { prints: ['ready'] })
    const { ending, view } = attach(scenario, { services: ['web'] })
    await view.line('web-1 | ready')
    scenario.interrupt.abort()
    await ending
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 exited'])
  })

  it('ends with the code of the first container to end, when asked to', async () => {
    const scenario = new Scenario('services: { web: { image: nginx }, test: { image: busybox } }')
    scenario.engine.behave('test', { exits: 5 })
    expect(await attach(scenario, { abortOn: 'exit' }).ending).toEqual({ kind: 'code', code: 5 })
    expect(await scenario.containers()).toEqual(['shop-test-1 exited', 'shop-web-1 exited'])
  })

  it('shows only new output of containers that run already', async () => {
    const scenario = new Scenario(web)
    await scenario.up()
    scenario.engine.print('shop-web-1', 'old\n')
    const { ending, view } = attach(scenario)
    await vi.waitUntil(() => scenario.engine.requests.some(({ method }) => method === 'containers.logs'))
    scenario.engine.print('shop-web-1', 'new\n')
    await view.line('web-1 | new')
    scenario.interrupt.abort()
    await ending
    expect(view.lines).not.toContain('web-1 | old')
  })

  it('leaves nothing running when interrupted while the engine starts something', async () => {
    const scenario = new Scenario(
      'services: { a: { image: nginx, restart: always }, b: { image: nginx, restart: always, depends_on: [a] } }',
    )
    const slow = deferred<void>()
    scenario.engine.inject({
      method: 'containers.start',
      subject: 'shop-a-1',
      until: slow.promise,
      underWay: true,
    })
    const { ending } = attach(scenario)
    await vi.waitUntil(() => scenario.engine.requests.some(({ method }) => method === 'containers.start'))
    scenario.interrupt.abort()
    setImmediate(() => slow.resolve())
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(await scenario.containers()).toEqual(['shop-a-1 exited', 'shop-b-1 created'])
  })

  it('kills what the engine was starting when the user insisted', async () => {
    const scenario = new Scenario(web)
    scenario.engine.behave('web', { ignoresStop: true })
    const slow = deferred<void>()
    scenario.engine.inject({ method: 'containers.start', until: slow.promise, underWay: true })
    const { ending } = attach(scenario)
    await vi.waitUntil(() => scenario.engine.requests.some(({ method }) => method === 'containers.start'))
    scenario.interrupt.abort()
    scenario.force.abort()
    setImmediate(() => slow.resolve())
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(await scenario.containers()).toEqual(['shop-web-1 exited'])
  })

  it('stops what runs again after it was stopped', async () => {
    const scenario = new Scenario(web)
    scenario.engine.behave('web', { prints: ['ready'] })
    const { ending, view } = attach(scenario)
    await view.line('web-1 | ready')
    const restarted = deferred<void>()
    scenario.engine.inject({ method: 'containers.list', until: Promise.resolve() })
    scenario.engine.inject({ method: 'containers.list', until: restarted.promise })
    scenario.interrupt.abort()
    await vi.waitUntil(() => scenario.engine.peek('shop-web-1')?.state === 'exited')
    await scenario.engine.containers.start('shop-web-1', new AbortController().signal)
    restarted.resolve()
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(await scenario.containers()).toEqual(['shop-web-1 exited'])
  })

  it('starts nothing more once a container has ended the run', async () => {
    const scenario = new Scenario(`
services:
  first: { image: busybox }
  second: { image: nginx, depends_on: { first: { condition: service_completed_successfully } } }
`)
    scenario.engine.behave('first', { exits: 0 })
    expect(await attach(scenario, { abortOn: 'exit' }).ending).toEqual({ kind: 'code', code: 0 })
    expect((await scenario.containers()).filter((text) => text.endsWith(' running'))).toEqual([])
  })

  it('gives containers the grace that was asked for when interrupted', async () => {
    const scenario = new Scenario(web)
    scenario.engine.behave('web', { prints: ['ready'], ignoresStop: true })
    const { ending, view } = attach(scenario, { timeoutSeconds: 2 })
    await view.line('web-1 | ready')
    scenario.interrupt.abort()
    await vi.waitUntil(() => scenario.engine.requests.some(({ method }) => method === 'containers.stop'))
    await new Promise((resolve) => void setImmediate(resolve))
    await scenario.engine.clock.advance(2000)
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(scenario.engine.peek('shop-web-1')?.exitCode).toBe(137)
  })
})
