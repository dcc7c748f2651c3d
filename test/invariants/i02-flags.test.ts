import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UpRequest } from '../../src/app/up-request.ts'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { Scenario } from '../support/scenario.ts'
import { anyProject, seeded, textOf, type ArbitraryProject } from './arbitrary-project.ts'

const anyFlags: fc.Arbitrary<Partial<UpRequest>> = fc.record(
  {
    services: fc.subarray(['a', 'b'], { minLength: 1 }),
    noDeps: fc.boolean(),
    noStart: fc.boolean(),
    scale: fc.constantFrom({}, { a: 2 }, { a: 3 }),
    removeOrphans: fc.boolean(),
    recreate: fc.constantFrom('diverged' as const, 'force' as const),
    renewAnonymousVolumes: fc.boolean(),
    timeoutSeconds: fc.constantFrom(0, 5),
  },
  { requiredKeys: [] },
)

/** Hash and stored spec of every container, by service. */
async function stored(
  project: ArbitraryProject,
  flags: Partial<UpRequest>,
): Promise<ReadonlyMap<string, readonly (string | undefined)[]>> {
  const scenario = new Scenario(textOf(project))
  const services = flags.services?.filter((name) => Object.hasOwn(project.services, name))
  const isThere = services !== undefined && services.length > 0
  const scale = Object.fromEntries(
    Object.entries(flags.scale ?? {}).filter(([name]) => !isThere || services.includes(name)),
  )
  await scenario.up({ ...flags, scale, ...(isThere ? { services } : { services: [] }) })
  const containers = await scenario.engine.containers.list({}, new AbortController().signal)
  return new Map(
    containers.map(({ labels }) => [
      labels[labelNames.service] ?? '',
      [labels[labelNames.configHash], labels[labelNames.spec]],
    ]),
  )
}

describe('I2: what is stored with a container depends on the project alone', () => {
  it('whatever the flags', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyFlags, async (project, flags) => {
        const plain = await stored(project, {})
        const flagged = await stored(project, flags)
        expect(flagged.size).toBeGreaterThan(0)
        for (const [service, labels] of flagged)
          expect([service, labels]).toEqual([service, plain.get(service)])
      }),
      seeded,
    )
  })

  it('whatever other services the profiles enable', async () => {
    const yaml = 'services: { a: { image: busybox }, b: { image: busybox, profiles: [extra] } }'
    const hashes = await Promise.all(
      [[], ['extra']].map(async (profiles) => {
        const scenario = new Scenario(yaml)
        await scenario.up({ load: scenario.load({ profiles }) })
        return scenario.engine.peek('shop-a-1')?.labels[labelNames.configHash]
      }),
    )
    expect(hashes[0]).toBe(hashes[1])
  })
})
