import { describe, expect, it } from 'vitest'
import type { Ending } from '../../src/app/surroundings.ts'
import { LifeScenario } from '../support/life.ts'

const yaml = `
services:
  web: { image: nginx }
  tool: { image: busybox, profiles: [tools] }
`

const commands: readonly (readonly [
  string,
  (scenario: LifeScenario, services: readonly string[]) => Promise<Ending>,
])[] = [
  ['stop', (one, services) => one.stop({ services })],
  ['start', (one, services) => one.start({ services })],
  ['restart', (one, services) => one.restart({ services })],
  ['kill', (one, services) => one.kill({ services })],
  ['rm', (one, services) => one.remove({ services, stop: true, announce: () => undefined })],
  ['pause', (one, services) => one.pause('pause', services)],
  ['pull', (one, services) => one.pull({ services })],
  ['create', (one, services) => one.create({ services })],
  ['up', (one, services) => one.up({ services })],
]

async function running(): Promise<LifeScenario> {
  const scenario = new LifeScenario(yaml)
  scenario.engine.publishImage('busybox')
  await scenario.up({ load: scenario.load({ profiles: ['tools'] }) })
  scenario.begun()
  return scenario
}

describe('I29: commands agree about services that their profiles switch off', () => {
  it.each(commands)('%s reaches one that is named', async (_, command) => {
    const scenario = await running()
    expect(await command(scenario, ['tool'])).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual([])
  })

  it.each(commands)('%s refuses one that does not exist with the same words', async (_, command) => {
    const scenario = await running()
    await command(scenario, ['nonsense'])
    expect(scenario.messages).toEqual(['CMP208 no such service: nonsense'])
  })

  it.each(commands.slice(0, 3))('%s of everything leaves it alone', async (_, command) => {
    const scenario = await running()
    await command(scenario, [])
    expect(scenario.begun().filter((id) => id.includes('tool'))).toEqual([])
  })
})
