import { describe, expect, it } from 'vitest'
import type { ContainerBody } from '../../src/engine/container-body.ts'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { LifeScenario } from '../support/life.ts'

const yaml = 'services: { web: { image: nginx } }'
const never = new AbortController().signal

/** A container with labels of Docker Compose that belongs to somebody else. */
async function addContainer(scenario: LifeScenario, name: string, labels: Readonly<Record<string, string>>) {
  const body: ContainerBody = { Image: 'nginx', Labels: labels, HostConfig: { NetworkMode: 'none' } }
  await scenario.engine.containers.create({ name, body }, never)
  await scenario.engine.containers.start(name, never)
}

const ofAnotherProject = {
  [labelNames.project]: 'other',
  [labelNames.service]: 'web',
  [labelNames.configHash]: 'x',
  [labelNames.number]: '1',
  [labelNames.oneOff]: 'False',
}

const commands: readonly (readonly [string, (scenario: LifeScenario) => Promise<unknown>])[] = [
  ['up', (one) => one.up()],
  ['up --remove-orphans', (one) => one.up({ removeOrphans: true })],
  ['up --force-recreate', (one) => one.up({ recreate: 'force' })],
  ['stop', (one) => one.stop()],
  ['kill', (one) => one.kill()],
  ['restart', (one) => one.restart()],
  ['rm --stop', (one) => one.remove({ stop: true, announce: () => undefined })],
  ['down', (one) => one.down()],
  ['down --remove-orphans --volumes', (one) => one.down({ removeOrphans: true, volumes: true })],
]

describe('I12: no command touches what is not of its project', () => {
  it.each(commands)('%s', async (_, command) => {
    const scenario = new LifeScenario(yaml)
    await addContainer(scenario, 'other-web-1', ofAnotherProject)
    await addContainer(scenario, 'nobodys', {})
    await scenario.up()
    await command(scenario)
    const left = await scenario.containers()
    expect(left.filter((text) => !text.startsWith('shop-'))).toEqual([
      'nobodys running',
      'other-web-1 running',
    ])
  })

  it('and none removes containers of other files of the same folder unless told so', async () => {
    const scenario = new LifeScenario('services: { worker: { image: nginx } }')
    await scenario.up()
    scenario.edit(yaml)
    await scenario.up()
    await scenario.down()
    expect(await scenario.containers()).toEqual(['shop-worker-1 running'])
  })
})
