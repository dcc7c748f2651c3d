import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'

const yaml = (level = 'info') => `
services:
  db:
    image: postgres:16
    environment: { LEVEL: ${level} }
    volumes: [data:/data, /anonymous]
volumes: { data: {} }
`

const never = new AbortController().signal

async function volumeOf(scenario: LifeScenario, destination: string): Promise<string | undefined> {
  const { mounts } = await scenario.engine.containers.inspect('shop-db-1', never)
  return mounts.find((mount) => mount.destination === destination)?.name
}

async function volumes(scenario: LifeScenario): Promise<readonly string[]> {
  const all = await scenario.engine.volumes.list({}, never)
  return all.map(({ name }) => name)
}

const commands: readonly (readonly [string, (scenario: LifeScenario) => Promise<unknown>])[] = [
  ['up', (one) => one.up()],
  ['up --force-recreate', (one) => one.up({ recreate: 'force' })],
  ['up --renew-anon-volumes', (one) => one.up({ renewAnonymousVolumes: true })],
  ['up --scale db=0', (one) => one.up({ scale: { db: 0 } })],
  ['create', (one) => one.create()],
  ['stop', (one) => one.stop()],
  ['restart', (one) => one.restart()],
  ['kill', (one) => one.kill()],
  ['rm --stop', (one) => one.remove({ stop: true, announce: () => undefined })],
  [
    'rm --stop --volumes',
    (one) => one.remove({ stop: true, anonymousVolumes: true, announce: () => undefined }),
  ],
  ['down', (one) => one.down()],
  ['down --remove-orphans --rmi all', (one) => one.down({ removeOrphans: true, removeImages: 'all' })],
]

describe('I14: data goes only when it is told to go', () => {
  it.each(commands)('%s keeps named volumes', async (_, command) => {
    const scenario = new LifeScenario(yaml())
    await scenario.up()
    await command(scenario)
    expect(await volumes(scenario)).toContain('shop_data')
  })

  it('down --volumes removes them', async () => {
    const scenario = new LifeScenario(yaml())
    await scenario.up()
    await scenario.down({ volumes: true })
    expect(await volumes(scenario)).toEqual([])
  })

  it.each([
    ['a forced replacement', { recreate: 'force' as const }, yaml()],
    ['a changed service', {}, yaml('debug')],
  ])('anonymous volumes outlive %s', async (_, request, edited) => {
    const scenario = new LifeScenario(yaml())
    await scenario.up()
    const before = await volumeOf(scenario, '/anonymous')
    scenario.edit(edited)
    await scenario.up(request)
    expect(await volumeOf(scenario, '/anonymous')).toBe(before)
  })

  it('but not --renew-anon-volumes', async () => {
    const scenario = new LifeScenario(yaml())
    await scenario.up()
    const before = await volumeOf(scenario, '/anonymous')
    await scenario.up({ renewAnonymousVolumes: true })
    expect(await volumeOf(scenario, '/anonymous')).not.toBe(before)
  })
})
