import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

const shop = (label: string) => `
services:
  web: { image: nginx }
  db:
    image: postgres:16
    volumes: [data:/var/lib/postgresql/data, /cache]
volumes: { data: { labels: { colour: ${label} } } }
`

const signal = new AbortController().signal

async function changed(): Promise<Scenario> {
  const scenario = new Scenario(shop('red'))
  await scenario.up()
  scenario.edit(shop('blue'))
  scenario.engine.forgetRequests()
  return scenario
}

async function mountsOf(scenario: Scenario, name: string): Promise<Readonly<Record<string, string>>> {
  const { mounts } = await scenario.engine.containers.inspect(name, signal)
  return Object.fromEntries(mounts.map((mount) => [mount.destination, mount.name ?? '']))
}

describe('a volume whose definition changed', () => {
  it('is kept, and said to differ', async () => {
    const scenario = await changed()
    expect(await scenario.plan()).toEqual([])
    expect(scenario.messages).toEqual([
      'CMP302 volume "shop_data" does not match its definition in the Compose file; it is kept as it is',
    ])
    expect(scenario.questions).toEqual([])
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.questions).toHaveLength(1)
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('stops everything where nobody can be asked, with the flag that agrees', async () => {
    const scenario = await changed()
    scenario.edit(shop('blue').replace('nginx', 'busybox'))
    scenario.answers.push('unasked')
    expect(await scenario.up()).toEqual({ kind: 'undecided' })
    expect(scenario.questions).toMatchObject([{ default: false, flag: '--yes' }])
    expect(scenario.diagnostics).toMatchObject([
      {
        code: 'CMP302',
        severity: 'error',
        message:
          'volume "shop_data" does not match its definition in the Compose file, and making it anew would lose its data',
        hint: 'agree with "compose up --yes", or give the volume its old definition or a new name',
      },
    ])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('is kept by a dry run where nobody can be asked', async () => {
    const scenario = await changed()
    scenario.answers.push('unasked')
    expect(await scenario.up({ dryRun: true })).toEqual({ kind: 'done' })
  })

  it('is shown to be made anew by a dry run that was agreed to', async () => {
    const scenario = await changed()
    scenario.answers.push(true)
    await scenario.up({ dryRun: true })
    const started = scenario.events.findLast((event) => event.type === 'run.start')
    expect(started?.type === 'run.start' ? started.actions.map(({ id }) => id) : []).toEqual([
      'container.stop db/1',
      'container.remove db/1',
      'volume.remove data',
      'volume.create data',
      'container.create db/1',
      'container.start db/1',
    ])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('is made anew on consent, and the container that had it keeps its other volumes', async () => {
    const scenario = await changed()
    const before = await mountsOf(scenario, 'shop-db-1')
    scenario.answers.push(true)
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
    expect((await mountsOf(scenario, 'shop-db-1'))['/cache']).toBe(before['/cache'])
    const [volume] = await scenario.engine.volumes.list({ colour: 'blue' }, signal)
    expect(volume?.name).toBe('shop_data')
    expect(await scenario.plan()).toEqual([])
  })

  it('names the containers that go for it, not the volume', async () => {
    const scenario = await changed()
    scenario.answers.push(true)
    await scenario.up()
    const started = scenario.events.findLast((event) => event.type === 'run.start')
    const actions = started?.type === 'run.start' ? started.actions : []
    expect(actions.filter(({ id }) => /stop|remove/.test(id)).map(({ target }) => target.name)).toEqual([
      'shop-db-1',
      'shop-db-1',
      'shop_data',
    ])
  })

  it('is not touched while a container of others has it, even on consent', async () => {
    const scenario = await changed()
    const body = { Image: 'nginx', HostConfig: { Binds: ['shop_data:/backup'] } }
    await scenario.engine.containers.create({ name: 'backup', body }, signal)
    scenario.engine.forgetRequests()
    scenario.answers.push(true)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP413 the definition of volume "shop_data" changed, and it is in use by "backup", which this command does not replace',
    ])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('is not touched while a service that was not named has it', async () => {
    const both = (label: string) => `
services:
  web: { image: nginx, volumes: [data:/data] }
  db: { image: postgres:16, volumes: [data:/data] }
volumes: { data: { labels: { colour: ${label} } } }
`
    const scenario = new Scenario(both('red'))
    await scenario.up()
    scenario.edit(both('blue'))
    scenario.answers.push(true)
    scenario.engine.forgetRequests()
    expect(await scenario.up({ services: ['web'] })).toEqual({ kind: 'failed' })
    expect(scenario.messages[0]).toContain('in use by "shop-db-1"')
    expect(scenario.engine.mutatingRequests).toEqual([])
  })
})
