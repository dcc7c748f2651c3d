import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { Scenario } from '../support/scenario.ts'

type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>

interface Golden {
  readonly containers: Labels
  readonly networks: Labels
  readonly volumes: Labels
}

const never = new AbortController().signal
const folder = new URL('golden/', import.meta.url)
const yaml = readFileSync(new URL('compose.yaml', folder), 'utf8')

/** The project as another program or an older release has left it on an engine: only the labels are theirs. */
async function leftBy(golden: Golden): Promise<Scenario> {
  const made = new Scenario(yaml)
  await made.up()
  const scenario = new Scenario(yaml)
  const { engine } = scenario
  for (const [name, labels] of Object.entries(golden.networks))
    await engine.networks.create({ name, labels }, never)
  for (const [name, labels] of Object.entries(golden.volumes))
    await engine.volumes.create({ name, labels }, never)
  const image = await engine.images.find('busybox', never)
  for (const [name, labels] of Object.entries(golden.containers)) {
    const body = made.engine.peekBody(name)
    if (body === undefined) throw new Error(`${name} is not a container of this project`)
    // The image is the one of this engine.
    const Labels = { ...labels, [labelNames.image]: image?.digest ?? '' }
    await engine.containers.create({ name, body: { ...body, Labels } }, never)
    await engine.containers.start(name, never)
  }
  return scenario
}

describe('I3: what others and older releases have made is left as it is', () => {
  it.each(['docker-compose-2.40.json', 'gantry-0.1.json'])('%s', async (file) => {
    const golden: Golden = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    const scenario = await leftBy(golden)
    expect(await scenario.plan()).toEqual([])
    expect(scenario.messages).toEqual([])
  })

  it('but not when it differs', async () => {
    const golden: Golden = JSON.parse(readFileSync(new URL('docker-compose-2.40.json', folder), 'utf8'))
    const scenario = await leftBy(golden)
    scenario.edit(yaml.replace('KEY: value', 'KEY: other'))
    expect(await scenario.plan()).toHaveLength(2 + 2 + 2)
  })
})
