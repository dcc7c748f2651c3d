import { describe, expect, it } from 'vitest'
import { run } from '../../src/app/run.ts'
import { deferred } from '../../src/async/deferred.ts'
import type { RunRequest } from '../../src/app/run-request.ts'
import type { OneOffOverrides } from '../../src/app/one-off-service.ts'
import { FakeStdio } from '../support/fake-stdio.ts'
import { Scenario } from '../support/scenario.ts'

const yaml = `
services:
  web:
    image: busybox
    depends_on: { db: { condition: service_healthy } }
    ports: ["8080:80"]
    restart: always
  db:
    image: postgres:16
    healthcheck: { test: "true" }
`

const slug = '0123456789ab'.padEnd(64, 'f')
const name = 'shop-web-run-0123456789ab'

type Changes = Partial<Omit<RunRequest, 'overrides'>> & { readonly overrides?: Partial<OneOffOverrides> }

function runIn(scenario: Scenario, { overrides, ...changes }: Changes = {}) {
  return run(scenario.surroundings, {
    load: scenario.load(),
    service: 'web',
    overrides: {
      command: ['task'],
      environment: {},
      labels: {},
      capAdd: [],
      capDrop: [],
      volumes: [],
      ports: [],
      tty: false,
      interactive: true,
      ...overrides,
    },
    slug,
    noDeps: false,
    useAliases: false,
    detach: false,
    remove: false,
    removeOrphans: false,
    ignoreOrphans: false,
    stdio: new FakeStdio(),
    dryRun: false,
    ...changes,
  })
}

describe('run', () => {
  it('starts what the service needs, waits for it, and ends with the code of the command', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { prints: ['hello'], exits: 3 })
    const stdio = new FakeStdio()
    expect(await runIn(scenario, { stdio })).toEqual({ ending: { kind: 'code', code: 3 } })
    expect(stdio.texts.stdout).toBe('hello\n')
    expect(await scenario.containers()).toEqual(['shop-db-1 running', `${name} exited`])
  })

  it('leaves the replicas of the service alone', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up()
    scenario.engine.behave(name, { exits: 0 })
    await runIn(scenario, { overrides: { environment: { A: '1' } } })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running', `${name} exited`])
  })

  it('leaves out dependencies when asked to', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { exits: 0 })
    await runIn(scenario, { noDeps: true })
    expect(await scenario.containers()).toEqual([`${name} exited`])
  })

  it('makes a container that is known as a one-off', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { exits: 0 })
    await runIn(scenario)
    const details = scenario.engine.peek(name)
    expect(details?.restartPolicy).not.toBe('always')
    expect(details?.labels).toMatchObject({
      'com.docker.compose.oneoff': 'True',
      'com.docker.compose.slug': slug,
      'com.docker.compose.service': 'web',
    })
    expect(details?.labels['com.docker.compose.container-number']).toBeUndefined()
  })

  it('is removed when it ends, and its code is known all the same', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { exits: 7 })
    expect(await runIn(scenario, { remove: true, noDeps: true })).toEqual({
      ending: { kind: 'code', code: 7 },
    })
    expect(await scenario.containers()).toEqual([])
  })

  it('passes input to the container and its end', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { copies: true })
    const stdio = new FakeStdio('typed\n')
    expect(await runIn(scenario, { stdio, noDeps: true })).toEqual({ ending: { kind: 'code', code: 0 } })
    expect(stdio.texts.stdout).toBe('typed\n')
  })

  it('tells the id and leaves the container when detached', async () => {
    const scenario = new Scenario(yaml)
    const { ending, id } = await runIn(scenario, { detach: true, name: 'mine' })
    expect([ending, id]).toEqual([{ kind: 'done' }, scenario.engine.peek('mine')?.id])
    expect(await scenario.containers()).toEqual(['mine running', 'shop-db-1 running'])
  })

  it('does not take over a container that has its name', async () => {
    const scenario = new Scenario(yaml)
    await runIn(scenario, { detach: true, name: 'mine' })
    const { ending } = await runIn(scenario, { detach: true, name: 'mine', slug: 'a'.repeat(64) })
    expect(ending).toEqual({ kind: 'failed' })
    expect(scenario.messages.at(-1)).toMatch(/^CMP405 the container name "mine" is in use/)
  })

  it('takes a variable without a value from the project', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { exits: 0 })
    const environment = { FROM_PROJECT: null, UNKNOWN: null }
    const load = scenario.load({ environment: { FROM_PROJECT: 'yes' } })
    await runIn(scenario, { load, overrides: { environment }, noDeps: true })
    const { Env } = scenario.engine.peekBody(name) ?? {}
    expect(Env).toEqual(['FROM_PROJECT=yes'])
  })

  it('says why it cannot start', async () => {
    const scenario = new Scenario(yaml)
    scenario.engine.behave(name, { refusesStart: 'exec: "task": executable file not found in $PATH' })
    expect((await runIn(scenario, { noDeps: true })).ending).toEqual({ kind: 'failed' })
    expect(scenario.messages[0]).toMatch(/^CMP407/)
  })

  it('leaves the container running after the detach keys', async () => {
    const scenario = new Scenario(yaml)
    const stdio = new FakeStdio('\u0010\u0011', { columns: 80, rows: 24 })
    const { ending } = await runIn(scenario, { stdio, overrides: { tty: true }, noDeps: true })
    expect([ending, stdio.rawChanges]).toEqual([{ kind: 'done' }, ['raw', 'normal']])
    expect(await scenario.containers()).toEqual([`${name} running`])
  })

  it('runs what comes before a start for what the service needs, not for its own container', async () => {
    const hook = 'pre_start: [{ command: [prepare] }]'
    const image = 'image: busybox'
    const scenario = new Scenario(
      `services: { web: { ${image}, ${hook}, depends_on: [db] }, db: { ${image}, ${hook} } }`,
    )
    scenario.engine.behave('pre_start', { exits: 0 })
    scenario.engine.behave(name, { exits: 0 })
    await runIn(scenario)
    const begun = scenario.events.flatMap((event) => (event.type === 'action.start' ? [event.id] : []))
    expect(begun.filter((id) => id.startsWith('container.prepare'))).toEqual(['container.prepare db/1 1'])
    await scenario.down()
    scenario.events.length = 0
    await runIn(scenario, { dryRun: true })
    expect(JSON.stringify(scenario.events)).not.toContain('container.prepare web')
  })

  it('changes nothing in a dry run', async () => {
    const scenario = new Scenario(yaml)
    await runIn(scenario, { dryRun: true })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })
})

describe('run that is interrupted', () => {
  it.each([
    ['makes its container', 'create', false, []],
    ['makes its container, detached', 'create', true, []],
    ['starts its container', 'start', false, [`${name} exited`]],
    ['starts its container, detached', 'start', true, [`${name} exited`]],
  ] as const)('leaves nothing running while it %s', async (_when, verb, detach, left) => {
    const scenario = new Scenario(yaml)
    const [asked, answered] = [deferred<void>(), deferred<void>()]
    scenario.engine.inject({
      method: `containers.${verb}`,
      subject: name,
      get until() {
        asked.resolve()
        return answered.promise
      },
      underWay: true,
    })
    const ran = runIn(scenario, { noDeps: true, detach })
    await asked.promise
    scenario.interrupt.abort()
    answered.resolve()
    expect(await ran).toEqual({ ending: { kind: 'cancelled' } })
    expect(await scenario.containers()).toEqual(left)
  })

  it('removes a container that nothing was started in', async () => {
    const scenario = new Scenario(yaml)
    const [asked, answered] = [deferred<void>(), deferred<void>()]
    scenario.engine.inject({
      method: 'execs.attach',
      get until() {
        asked.resolve()
        return answered.promise
      },
    })
    const ran = runIn(scenario, { noDeps: true })
    await asked.promise
    scenario.interrupt.abort()
    expect(await ran).toEqual({ ending: { kind: 'cancelled' } })
    expect(await scenario.containers()).toEqual([])
  })

  it('kills what still starts when asked twice', async () => {
    const scenario = new Scenario(yaml)
    const [asked, answered] = [deferred<void>(), deferred<void>()]
    scenario.engine.inject({
      method: 'containers.start',
      subject: name,
      get until() {
        asked.resolve()
        return answered.promise
      },
      underWay: true,
    })
    const ran = runIn(scenario, { noDeps: true })
    await asked.promise
    scenario.interrupt.abort()
    scenario.force.abort()
    answered.resolve()
    expect(await ran).toEqual({ ending: { kind: 'cancelled' } })
    expect(await scenario.containers()).toEqual([`${name} exited`])
  })
})

describe('run of a service with hooks', () => {
  const hooked = yaml.replace('restart: always', 'post_start: [{ command: [prepare] }]')

  it('runs them in the container', async () => {
    const scenario = new Scenario(hooked)
    const ran: unknown[] = []
    scenario.engine.behave(name, {
      executes: ({ command }) => {
        ran.push(command)
        return 0
      },
    })
    expect((await runIn(scenario, { noDeps: true, detach: true })).ending).toEqual({ kind: 'done' })
    expect(ran).toEqual([['prepare']])
  })

  it('does not mind a container that has ended before them', async () => {
    const scenario = new Scenario(hooked)
    scenario.engine.behave(name, { exits: 0, executes: () => 128 })
    expect((await runIn(scenario, { noDeps: true })).ending).toEqual({ kind: 'code', code: 0 })
    expect(scenario.messages).toEqual([])
  })

  it('stops a container whose hook fails', async () => {
    const scenario = new Scenario(hooked)
    scenario.engine.behave(name, { executes: () => 1 })
    expect((await runIn(scenario, { noDeps: true })).ending).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP417 post_start hook 1 of service "web" exited with status 1'])
    expect(await scenario.containers()).toEqual([`${name} exited`])
  })
})
