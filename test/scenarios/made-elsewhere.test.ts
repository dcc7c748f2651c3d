import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

const here = 'services: { web: { image: nginx, environment: { LOG: a } } }'
const there = 'services: { web: { image: nginx, environment: { LOG: b } } }'

/** A project of the same name in another folder, on the engine where this one is up. */
async function sameNameElsewhere(yaml: string): Promise<Scenario> {
  const first = new Scenario(here)
  await first.up()
  const second = new Scenario(yaml, first.engine)
  second.files['/other/shop/compose.yaml'] = yaml
  return second
}

const remark =
  'CMP214 the containers of project "shop" that are there were made from "/proj/shop", and this command runs in "/other/shop"'

describe('a project whose containers were made from another folder', () => {
  it('is remarked on when up replaces them', async () => {
    const scenario = await sameNameElsewhere(there)
    const load = scenario.load({ currentDirectory: '/other/shop' })
    expect(await scenario.up({ load })).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual([remark])
  })

  it('is remarked on when they look like orphans', async () => {
    const scenario = await sameNameElsewhere('services: { api: { image: nginx } }')
    await scenario.up({ load: scenario.load({ currentDirectory: '/other/shop' }) })
    expect(scenario.messages[0]).toEqual(remark)
  })

  it('is remarked on when down removes them', async () => {
    const scenario = await sameNameElsewhere(there)
    await scenario.down({ load: scenario.load({ currentDirectory: '/other/shop' }) })
    expect(scenario.messages).toEqual([remark])
  })

  it('is not remarked on when nothing is done to them, or only the name is known', async () => {
    const scenario = await sameNameElsewhere(here)
    await scenario.up({ load: scenario.load({ currentDirectory: '/other/shop' }) })
    await scenario.down({ load: scenario.load({ currentDirectory: '/elsewhere', projectName: 'shop' }) })
    expect(scenario.messages).toEqual([])
  })
})
