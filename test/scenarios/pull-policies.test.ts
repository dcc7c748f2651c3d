import { describe, expect, it } from 'vitest'
import { EngineError } from '../../src/engine/errors.ts'
import { LifeScenario } from '../support/life.ts'

const yesterday = '2025-12-30T23:00:00.123456789Z'
const thisMorning = '2025-12-31T20:00:00Z'

function withImage(fields: string, facts: Parameters<LifeScenario['engine']['addImage']>[1]): LifeScenario {
  const scenario = new LifeScenario(`services: { web: { image: "nginx:1.27", ${fields} } }`)
  scenario.engine.addImage('nginx:1.27', facts)
  scenario.engine.publishImage('nginx:1.27', facts)
  return scenario
}

async function pullsOf(scenario: LifeScenario): Promise<readonly string[]> {
  await scenario.create()
  return scenario.begun().filter((id) => id.startsWith('image.'))
}

describe('pull policies by age', () => {
  it.each([
    ['daily', yesterday],
    ['every_2h', thisMorning],
    ['every_1h30m', thisMorning],
  ])('%s fetches an image of %s', async (policy, taggedAt) => {
    const scenario = withImage(`pull_policy: ${policy}`, { taggedAt })
    expect(await pullsOf(scenario)).toEqual(['image.pull nginx:1.27'])
  })

  it.each([
    ['daily', thisMorning],
    ['weekly', yesterday],
    ['every_1d6h', yesterday],
    ['missing', yesterday],
    ['never', yesterday],
  ])('%s keeps an image of %s', async (policy, taggedAt) => {
    const scenario = withImage(`pull_policy: ${policy}`, { taggedAt })
    expect(await pullsOf(scenario)).toEqual([])
    expect(scenario.engine.requests.filter(({ method }) => method === 'images.pull')).toEqual([])
  })

  it('keeps an image whose age the engine does not know', async () => {
    expect(await pullsOf(withImage('pull_policy: daily', {}))).toEqual([])
  })

  it('fetches always when pull is asked for', async () => {
    const scenario = withImage('pull_policy: weekly', { taggedAt: thisMorning })
    await scenario.pull()
    expect(scenario.begun()).toEqual(['image.pull nginx:1.27'])
  })
})

describe('an image of another platform', () => {
  it('counts as missing', async () => {
    const scenario = withImage('platform: linux/arm64', { architecture: 'amd64' })
    expect(await pullsOf(scenario)).toEqual(['image.pull nginx:1.27'])
    await scenario.pull({ policy: 'missing' })
    expect(scenario.begun()).toEqual(['image.pull nginx:1.27'])
  })

  it('is of the same one however that is written', async () => {
    const scenario = withImage('platform: linux/aarch64/v8', { architecture: 'arm64' })
    expect(await pullsOf(scenario)).toEqual([])
  })

  it('is pulled with a warning where the registry has that one alone', async () => {
    const scenario = withImage('platform: linux/arm64', {})
    expect(await scenario.pull()).toEqual({ kind: 'done' })
    expect(scenario.diagnostics).toMatchObject([
      {
        code: 'CMP403',
        severity: 'warning',
        message: 'image "nginx:1.27" is of linux/amd64, and not of linux/arm64',
      },
    ])
  })

  it('is told of where the registry has none for it', async () => {
    const scenario = withImage('platform: linux/arm64', {})
    const message = 'no matching manifest for linux/arm64/v8 in the manifest list entries'
    scenario.engine.inject({ method: 'images.pull', error: new EngineError('not-found', message) })
    expect(await scenario.pull()).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toMatchObject([
      { code: 'CMP403', message: 'image "nginx:1.27" has nothing for the platform linux/arm64' },
    ])
  })
})

describe('pull of what can be built', () => {
  it('names the command that builds it', async () => {
    const scenario = new LifeScenario('services: { own: { image: "shop/own", build: . } }')
    expect(await scenario.pull()).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toMatchObject([
      { message: 'image "shop/own" was not found', hint: 'build it: compose build own' },
    ])
  })
})
