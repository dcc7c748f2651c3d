import { describe, expect, it } from 'vitest'
import { planOnly } from '../../src/app/plan.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { LifeScenario } from '../support/life.ts'
import { RecordedView } from '../support/scenario.ts'

const yaml = `
services:
  db:
    image: postgres:16
  web:
    image: nginx
    user: app
    working_dir: /srv
    scale: 2
    depends_on: [db]
    environment: { LEVEL: info, KEPT: 'yes' }
    volumes: [content:/content]
    extra_hosts: ['far:10.0.0.9']
    pre_start:
      - command: [migrate, up]
        environment: { LEVEL: debug }
      - image: busybox
        command: [chown, app, /content]
        user: root
        privileged: true
        working_dir: /
volumes:
  content:
`

function prepared(exits = 0, text = yaml) {
  const scenario = new LifeScenario(text)
  scenario.engine.behave('pre_start', { exits, prints: ['one', 'two'] })
  return scenario
}

/** The container of the first step, as a command that was killed leaves it. Returns its id. */
async function leftRunning(scenario: LifeScenario): Promise<string> {
  const { plan } = await planOnly(scenario.surroundings, scenario.upRequest())
  const action = plan?.actions.find(({ id }) => id === 'container.prepare web/1 1')
  if (action?.do !== 'container.prepare') throw new Error('no step is planned')
  const { HostConfig: _, NetworkingConfig: __, ...body } = action.create.body
  const create = { ...action.create, body: { ...body, HostConfig: { NetworkMode: 'none' } } }
  const id = await scenario.engine.containers.create(create, never)
  await scenario.engine.containers.start(id, never)
  return id
}

const never = new AbortController().signal

describe('pre_start hooks', () => {
  it('run after what the service depends on has started, one after the other, before its first replica', async () => {
    const scenario = prepared()
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.begun().filter((id) => id.includes('prepare') || id.includes('start'))).toEqual([
      'container.start db/1',
      'container.prepare web/1 1',
      'container.prepare web/1 2',
      'container.start web/1',
      'container.start web/2',
    ])
  })

  it('leave nothing behind when they end well', async () => {
    const scenario = prepared()
    await scenario.up()
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-web-1 running',
      'shop-web-2 running',
    ])
  })

  it('get the environment, networks and volumes of the service, and what they ask for themselves', async () => {
    const scenario = prepared()
    const { plan } = await planOnly(scenario.surroundings, scenario.upRequest())
    const created = plan?.actions.flatMap((action) =>
      action.do === 'container.prepare' ? [action.create] : [],
    )
    expect(created).toMatchObject([
      {
        name: 'shop-web-1-pre_start-1',
        body: {
          Image: 'nginx',
          Cmd: ['migrate', 'up'],
          Env: ['LEVEL=debug', 'KEPT=yes'],
          User: 'app',
          WorkingDir: '/srv',
          Labels: {
            'com.docker.compose.project': 'shop',
            'com.docker.compose.service': 'web',
            'com.docker.compose.hook': 'pre_start',
          },
          HostConfig: {
            NetworkMode: 'shop_default',
            VolumesFrom: ['shop-web-1'],
            ExtraHosts: ['far:10.0.0.9'],
          },
          NetworkingConfig: {
            EndpointsConfig: { shop_default: { Aliases: ['shop-web-1-pre_start-1', 'web'] } },
          },
        },
      },
      { body: { Image: 'busybox', User: 'root', WorkingDir: '/', HostConfig: { Privileged: true } } },
    ])
  })

  it('are not needed while a replica runs, as when more are added', async () => {
    const scenario = prepared()
    await scenario.up()
    scenario.begun()
    await scenario.up({ scale: { web: 3 } })
    expect(scenario.begun().filter((id) => id.includes('prepare'))).toEqual([])
  })

  it('run again when all replicas are replaced', async () => {
    const scenario = prepared()
    await scenario.up()
    scenario.begun()
    await scenario.up({ recreate: 'force' })
    expect(scenario.begun().filter((id) => id.includes('prepare'))).toHaveLength(2)
  })

  it('run before a start of what was stopped', async () => {
    const scenario = prepared()
    await scenario.up()
    await scenario.stop()
    scenario.begun()
    await scenario.start()
    expect(scenario.begun().filter((id) => id.includes('prepare'))).toHaveLength(2)
  })

  it('are not run by a restart', async () => {
    const scenario = prepared()
    await scenario.up()
    scenario.begun()
    await scenario.restart()
    expect(scenario.begun().toSorted()).toEqual([
      'container.restart db/1',
      'container.restart web/1',
      'container.restart web/2',
    ])
  })

  it('that fail keep the service from starting, and their container for whoever wants to see why', async () => {
    const scenario = prepared(3)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP417 pre_start hook 1 of service "web" exited with status 3'])
    expect(scenario.diagnostics[0]).toMatchObject({
      hint: 'container shop-web-1-pre_start-1 was kept: docker logs shop-web-1-pre_start-1 shows all it said',
      details: [{ title: 'last output', lines: ['one', 'two'] }],
    })
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-web-1 created',
      'shop-web-1-pre_start-1 exited',
      'shop-web-2 created',
    ])
  })

  it('that failed are cleared away by the next run', async () => {
    const scenario = prepared(3)
    await scenario.up()
    scenario.engine.behave('pre_start', { exits: 0 })
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-web-1 running',
      'shop-web-2 running',
    ])
  })

  it('that failed are cleared away by down', async () => {
    const scenario = prepared(3)
    await scenario.up()
    expect(await scenario.down()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([])
  })

  it('are ended and removed by an interrupt', async () => {
    const scenario = new LifeScenario(yaml)
    const ending = scenario.up()
    await scenario.began('container.prepare web/1 1')
    scenario.interrupt.abort()
    expect(await ending).toEqual({ kind: 'cancelled' })
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-web-1 created',
      'shop-web-2 created',
    ])
  })

  it('are heard in an attached up', async () => {
    const scenario = prepared()
    const view = new RecordedView()
    const ending = scenario.up({ detach: false, view })
    await view.line('web pre_start[1] -> | two')
    scenario.interrupt.abort()
    await ending
    expect(view.lines).toContain('web pre_start[0] -> | one')
  })

  it('run once where two commands start the same project at once', async () => {
    const scenario = prepared()
    const endings = await Promise.all([scenario.up(), scenario.up()])
    expect(endings).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(await scenario.containers()).toEqual([
      'shop-db-1 running',
      'shop-web-1 running',
      'shop-web-2 running',
    ])
  })

  it('that a killed command left running are waited for', async () => {
    const scenario = new LifeScenario(yaml)
    const left = await leftRunning(scenario)
    scenario.engine.behave('pre_start', { exits: 0 })
    const ending = scenario.up()
    await scenario.began('container.prepare web/1 1')
    expect(scenario.engine.peek(left)?.state).toBe('running')
    scenario.engine.exit(left, 0)
    expect(await ending).toEqual({ kind: 'done' })
    expect(scenario.engine.peek(left)).toBeUndefined()
  })

  it('that a killed command left running make way for others', async () => {
    const scenario = new LifeScenario(yaml)
    const left = await leftRunning(scenario)
    scenario.engine.behave('pre_start', { exits: 0 })
    scenario.edit(yaml.replace('[migrate, up]', '[migrate, down]'))
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.engine.peek(left)).toBeUndefined()
  })

  it('have their images pulled', async () => {
    const engine = new FakeEngine(['nginx'])
    engine.publishImage('busybox')
    const scenario = new LifeScenario(
      'services: { web: { image: nginx, pre_start: [{ image: busybox, command: [x] }] } }',
      engine,
    )
    expect(await scenario.plan()).toContain('image.pull busybox (missing)')
  })

  it('for each replica are refused', async () => {
    const text = 'services: { web: { image: nginx, pre_start: [{ command: [x], per_replica: true }] } }'
    const scenario = prepared(0, text)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP211 service "web" has a pre_start hook for each replica, which is not available',
    ])
  })
})
