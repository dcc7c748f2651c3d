import { describe, expect, it, vi } from 'vitest'
import { showLogs, type LogsRequest } from '../../src/app/logs.ts'
import { RecordedView, Scenario } from '../support/scenario.ts'

const pair = 'services: { web: { image: nginx, restart: always }, job: { image: busybox } }'

function logs(scenario: Scenario, changes: Partial<LogsRequest> = {}) {
  const view = new RecordedView()
  const request = { load: scenario.load(), services: [], follow: false, timestamps: false, view, ...changes }
  return { view, ending: showLogs(scenario.surroundings, request) }
}

async function running(): Promise<Scenario> {
  const scenario = new Scenario(pair)
  await scenario.up()
  scenario.engine.print('shop-web-1', 'a\nb\n')
  scenario.engine.print('shop-job-1', 'x')
  return scenario
}

const isFollowing = (scenario: Scenario, count: number) => () =>
  scenario.engine.requests.filter(({ method }) => method === 'containers.logs').length >= count

describe('logs', () => {
  it('shows what all containers wrote, the unfinished last line too', async () => {
    const { ending, view } = logs(await running())
    expect(await ending).toEqual({ kind: 'done' })
    expect(view.lines.toSorted()).toEqual(['job-1 | x', 'web-1 | a', 'web-1 | b'])
  })

  it('shows only the services that are named', async () => {
    const { ending, view } = logs(await running(), { services: ['web'], tail: 1 })
    await ending
    expect(view.lines).toEqual(['web-1 | b'])
  })

  it('warns of a container whose logging driver keeps nothing, and shows the others', async () => {
    const scenario = new Scenario(pair.replace('busybox', 'busybox, logging: { driver: none }'))
    await scenario.up()
    scenario.engine.print('shop-web-1', 'a\n')
    const { ending, view } = logs(scenario)
    expect(await ending).toEqual({ kind: 'done' })
    expect(view.lines).toEqual(['web-1 | a'])
    expect(scenario.messages).toEqual([
      'CMP415 the output of job-1 cannot be shown: its logging driver keeps nothing to read',
    ])
  })

  it('follows a container across restarts and shows every line once', async () => {
    const scenario = await running()
    const { ending, view } = logs(scenario, { services: ['web'], follow: true })
    await view.line('web-1 | b')
    scenario.engine.exit('shop-web-1', 1)
    await view.line('web-1 exited 1 (restarting)')
    await scenario.engine.clock.advance(200)
    await vi.waitUntil(() => scenario.engine.peek('shop-web-1')?.state === 'running')
    scenario.engine.print('shop-web-1', 'c\n')
    await view.line('web-1 | c')
    scenario.interrupt.abort()
    await ending
    expect(view.lines).toEqual(['web-1 | a', 'web-1 | b', 'web-1 exited 1 (restarting)', 'web-1 | c'])
  })

  it('ends when a container is stopped between two runs of its restart policy', async () => {
    const scenario = await running()
    const { ending, view } = logs(scenario, { services: ['web'], follow: true })
    await view.line('web-1 | b')
    scenario.engine.exit('shop-web-1', 1)
    await view.line('web-1 exited 1 (restarting)')
    await scenario.engine.containers.stop('shop-web-1', 0, new AbortController().signal)
    expect(await ending).toEqual({ kind: 'done' })
    expect(view.lines).toEqual(['web-1 | a', 'web-1 | b', 'web-1 exited 1 (restarting)'])
  })

  it('goes on with a container that is restarted by hand between two runs of its restart policy', async () => {
    const scenario = await running()
    const { ending, view } = logs(scenario, { services: ['web'], follow: true })
    await view.line('web-1 | b')
    scenario.engine.exit('shop-web-1', 1)
    await view.line('web-1 exited 1 (restarting)')
    await scenario.engine.containers.restart('shop-web-1', 0, new AbortController().signal)
    scenario.engine.print('shop-web-1', 'c\n')
    await view.line('web-1 | c')
    scenario.interrupt.abort()
    await ending
    expect(view.lines.at(-1)).toBe('web-1 | c')
  })

  it('ends following when no container can write any more', async () => {
    const scenario = new Scenario('services: { job: { image: busybox } }')
    await scenario.up()
    const { ending, view } = logs(scenario, { follow: true })
    await vi.waitUntil(isFollowing(scenario, 1))
    scenario.engine.print('shop-job-1', 'last\n')
    scenario.engine.exit('shop-job-1', 0)
    expect(await ending).toEqual({ kind: 'done' })
    expect(view.lines).toEqual(['job-1 | last', 'job-1 exited 0'])
  })

  it('follows a replica that appears later', async () => {
    const scenario = new Scenario('services: { web: { image: nginx } }')
    await scenario.up()
    const { ending, view } = logs(scenario, { follow: true })
    await vi.waitUntil(isFollowing(scenario, 1))
    scenario.engine.behave('shop-web-2', { prints: ['hello'] })
    await scenario.up({ scale: { web: 2 } })
    await view.line('web-2 | hello')
    scenario.interrupt.abort()
    await ending
    expect(view.lines).toEqual(['web-2 | hello'])
  })

  it('says when there is no container of that number', async () => {
    const scenario = await running()
    expect(await logs(scenario, { services: ['web'], index: 9 }).ending).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP415 service "web" has no container #9'])
  })

  it('says which services there are not', async () => {
    const scenario = await running()
    expect(await logs(scenario, { services: ['wbe'] }).ending).toEqual({ kind: 'failed' })
    expect(scenario.messages).toContain('CMP208 no such service: wbe')
  })
})
