import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planOnly } from '../../src/app/plan.ts'
import { formatPlanJson } from '../../src/render/plan-json.ts'
import { anyProject, seeded, textOf } from '../invariants/arbitrary-project.ts'
import { Scenario } from '../support/scenario.ts'

const schema: object = JSON.parse(
  readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8'),
)
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)

function mistakes(document: unknown): unknown {
  return validate(document) ? [] : validate.errors
}

async function planned(scenario: Scenario, changes: Parameters<Scenario['upRequest']>[0] = {}) {
  const { plan, document } = await planOnly(scenario.surroundings, scenario.upRequest(changes))
  if (plan === undefined || document === undefined) throw new Error('no plan')
  return { plan, document }
}

describe('a plan', () => {
  it('comes out of JSON as it went in, and fits its schema, whatever the project', async () => {
    await fc.assert(
      fc.asyncProperty(anyProject, anyProject, fc.boolean(), async (before, after, isUp) => {
        const scenario = new Scenario(textOf(before))
        if (isUp) await scenario.up()
        scenario.edit(textOf(after))
        const { plan, document } = await planned(scenario)
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
        expect(JSON.parse(formatPlanJson(document))).toEqual(document)
        expect(mistakes(document)).toEqual([])
      }),
      { ...seeded, numRuns: 20 },
    )
  })

  it.each([
    ['volumes that are kept', {}],
    ['volumes that are made anew', { agreed: true }],
    ['images that are pulled', { pull: 'always' }],
    ['another number of containers', { scale: { web: 0 }, timeoutSeconds: 3 }],
    ['everything anew', { recreate: 'force', noStart: true }],
  ] as const)('fits its schema with %s', async (_, changes) => {
    const scenario = new Scenario(first)
    await scenario.up()
    scenario.edit(second)
    const { document } = await planned(scenario, { ...changes, removeOrphans: true })
    expect(mistakes(document)).toEqual([])
  })

  it('is as it was', async () => {
    const scenario = new Scenario(first)
    await scenario.up()
    scenario.edit(second)
    const { document } = await planned(scenario, { removeOrphans: true })
    await expect(formatPlanJson(document)).toMatchFileSnapshot('golden/plan.txt')
  })
})

const first = `
services:
  web: { image: nginx, environment: { LEVEL: info, PASSWORD: one }, networks: [front], volumes: [data:/data] }
  old: { image: busybox }
networks: { front: {}, default: {} }
volumes: { data: {} }
`

const second = `
services:
  web:
    image: nginx
    environment: { LEVEL: debug, PASSWORD: two }
    labels: { colour: red }
    networks: [front]
    volumes: [data:/data]
    depends_on: { db: { condition: service_healthy } }
  db:
    image: postgres:16
    healthcheck: { test: pg_isready }
    post_start: [{ command: prepare, environment: { KEY: hidden } }]
networks: { front: { labels: { side: front } }, default: {} }
volumes: { data: { driver_opts: { o: "password=three" } } }
`
