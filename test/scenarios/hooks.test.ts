import { describe, expect, it } from 'vitest'
import { formatPlanJson } from '../../src/render/plan-json.ts'
import { planOnly } from '../../src/app/plan.ts'
import { RecordedView, Scenario } from '../support/scenario.ts'

const yaml = `
services:
  web:
    image: busybox
    post_start:
      - command: [prepare, one]
        user: root
        privileged: true
        working_dir: /srv
        environment: { KEY: hidden }
      - command: [prepare, two]
    pre_stop:
      - command: [say, goodbye]
  proxy:
    image: busybox
    depends_on: [web]
`

function hooked(codes: Readonly<Record<string, number>> = {}) {
  const scenario = new Scenario(yaml)
  const ran: string[] = []
  scenario.engine.behave('web', {
    executes: ({ command, print }) => {
      const text = command.join(' ')
      ran.push(text)
      print(`out of ${text}\n`)
      if (codes[text] !== undefined) print(`${text} broke`, 'stderr')
      return codes[text] ?? 0
    },
  })
  return { scenario, ran }
}

describe('hooks', () => {
  it('run after the start, in their order, before dependents start', async () => {
    const { scenario, ran } = hooked()
    await scenario.up()
    expect(ran).toEqual(['prepare one', 'prepare two'])
    const order = scenario.engine.mutatingRequests
      .map(({ method }) => method)
      .filter((method) => method === 'containers.start' || method === 'execs.start')
    expect(order).toEqual(['containers.start', 'execs.start', 'execs.start', 'containers.start'])
  })

  it('are given what they ask for', async () => {
    const scenario = new Scenario(yaml)
    const { plan } = await planOnly(scenario.surroundings, scenario.upRequest())
    const hook = plan?.actions.find(({ id }) => id === 'container.post_start web/1 1')
    expect(hook).toMatchObject({
      do: 'container.hook',
      exec: {
        command: ['prepare', 'one'],
        user: 'root',
        privileged: true,
        workingDirectory: '/srv',
        environment: ['KEY=hidden'],
      },
    })
  })

  it('keep the values of their variables out of printed plans', async () => {
    const scenario = new Scenario(yaml)
    const { document } = await planOnly(scenario.surroundings, scenario.upRequest())
    expect(document).toBeDefined()
    expect(document === undefined ? '' : formatPlanJson(document)).not.toContain('=hidden')
  })

  it('that fail after a start fail the start, with what they said last', async () => {
    const { scenario } = hooked({ 'prepare one': 3 })
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP417 post_start hook 1 of service "web" exited with status 3'])
    expect(scenario.diagnostics[0]?.details).toEqual([
      { title: 'needed by', lines: ['proxy → web'] },
      { title: 'last output', lines: ['prepare one broke'] },
    ])
    expect(await scenario.containers()).toEqual(['shop-proxy-1 created', 'shop-web-1 running'])
  })

  it('run before the stop of down', async () => {
    const { scenario, ran } = hooked()
    await scenario.up()
    ran.splice(0)
    expect(await scenario.down()).toEqual({ kind: 'done' })
    expect(ran).toEqual(['say goodbye'])
  })

  it('that fail before a stop keep the container', async () => {
    const { scenario } = hooked({ 'say goodbye': 1 })
    await scenario.up()
    expect(await scenario.down()).toEqual({ kind: 'failed' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('are not needed by a container that has stopped by itself', async () => {
    const { scenario, ran } = hooked()
    await scenario.up()
    scenario.engine.exit('shop-web-1', 0)
    ran.splice(0)
    expect(await scenario.down()).toEqual({ kind: 'done' })
    expect(ran).toEqual([])
  })

  it('do not run where a container is replaced', async () => {
    const { scenario, ran } = hooked()
    await scenario.up()
    ran.splice(0)
    await scenario.up({ recreate: 'force' })
    expect(ran).toEqual(['prepare one', 'prepare two'])
  })

  it('are heard in an attached up, before and after', async () => {
    const { scenario } = hooked()
    const view = new RecordedView()
    const ending = scenario.up({ detach: false, view })
    await view.line('web-1 -> | out of prepare two')
    scenario.interrupt.abort()
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(view.lines).toContain('web-1 -> | out of say goodbye')
  })
})
