import { describe, expect, it } from 'vitest'
import { LifeScenario } from '../support/life.ts'

const yaml = 'services: { web: { image: busybox, command: sleep 1000, stop_grace_period: 4s } }'

const blame = 'CMP426 container shop-web-1 ignored its stop signal for 4 s and was killed'

/** Brings it up, and lets time pass while something ends it. */
async function ended(
  end: (scenario: LifeScenario) => Promise<unknown>,
  ignoresStop = true,
): Promise<LifeScenario> {
  const scenario = new LifeScenario(yaml)
  await scenario.up()
  if (ignoresStop) scenario.engine.behave('web', { ignoresStop: true })
  const over = new AbortController()
  const ending = end(scenario).finally(() => over.abort())
  while (!over.signal.aborted) {
    await new Promise((resolve) => setImmediate(resolve))
    await scenario.engine.clock.advance(500)
  }
  await ending
  return scenario
}

describe('a container that ignores its stop signal', () => {
  it.each<[string, (scenario: LifeScenario) => Promise<unknown>]>([
    ['stop', (scenario) => scenario.stop()],
    ['down', (scenario) => scenario.down()],
    ['up, which replaces it,', (scenario) => scenario.up({ recreate: 'force' })],
  ])('is named by %s with the cure', async (_, end) => {
    const scenario = await ended(end)
    expect(scenario.messages).toEqual([blame])
    expect(scenario.diagnostics[0]?.hint).toContain('init: true')
    expect(scenario.diagnostics[0]?.hint).toContain('exec form')
  })

  it('is no failure', async () => {
    const scenario = await ended(async (one) => expect(await one.stop()).toEqual({ kind: 'done' }))
    expect(await scenario.containers()).toEqual(['shop-web-1 exited'])
  })

  it('is not named when it was given no time', async () => {
    expect((await ended((scenario) => scenario.stop({ timeoutSeconds: 0 }))).messages).toEqual([])
  })

  it('is none that stops', async () => {
    expect((await ended((scenario) => scenario.stop(), false)).messages).toEqual([])
  })
})
