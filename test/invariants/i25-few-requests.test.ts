import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

/** Services with images of their own, so that no request is saved by sharing. */
function services(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `  s${index}: { image: "image:${index}" }`)
  return `services:\n${lines.join('\n')}\n`
}

async function requestsOfSecondUp(count: number): Promise<number> {
  const scenario = new Scenario(services(count))
  for (let index = 0; index < count; index += 1) scenario.engine.addImage(`image:${index}`)
  await scenario.up()
  scenario.engine.forgetRequests()
  expect(await scenario.up()).toEqual({ kind: 'done' })
  return scenario.engine.requests.length
}

describe('I25: an up that has nothing to do costs few requests', () => {
  it.each([1, 5, 25])('at most six, and one for each of %d services', async (count) => {
    expect(await requestsOfSecondUp(count)).toBeLessThanOrEqual(6 + count)
  })
})
