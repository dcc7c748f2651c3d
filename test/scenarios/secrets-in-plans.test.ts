import { describe, expect, it } from 'vitest'
import { planOnly } from '../../src/app/plan.ts'
import { createStyle } from '../../src/render/style.ts'
import { formatPlanJson } from '../../src/render/plan-json.ts'
import { formatPlan } from '../../src/render/plan-text.ts'
import { Scenario } from '../support/scenario.ts'

const yaml = `
services:
  web:
    image: nginx:\${TAG:-latest}
    command: serve --password=\${PW}
    labels: { token: "\${PW}", colour: red }
    healthcheck: { test: "login \${PW}" }
    volumes: [data:/data]
volumes:
  data: { driver_opts: { o: "user=a,password=\${PW}" } }
`

async function printed(scenario: Scenario, password: string): Promise<string> {
  const load = scenario.load({ environment: { PW: password } })
  const { plan, document } = await planOnly(scenario.surroundings, scenario.upRequest({ load }))
  if (plan === undefined || document === undefined) throw new Error('no plan')
  const text = formatPlan(plan, { style: createStyle(false), place: () => '' })
  return text + formatPlanJson(document)
}

describe('a plan', () => {
  it('does not tell values that came through variables', async () => {
    const scenario = new Scenario(yaml)
    const text = await printed(scenario, 'hunter2')
    expect(text).not.toContain('hunter2')
    expect(text).toContain('"colour": "red"')
    expect(text).toContain('nginx:latest')
  })

  it('says that they changed, and neither from what nor to what', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up({ load: scenario.load({ environment: { PW: 'hunter2' } }) })
    const text = await printed(scenario, 'correct-horse')
    expect(text).not.toMatch(/hunter2|correct-horse/)
    expect(text).toMatch(/command changed/)
    expect(text).toMatch(/labels.token sha256:\w{12} → sha256:\w{12}/)
    expect(text).toMatch(/healthcheck.test changed/)
  })

  it('does not tell them either where the field went away', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up({ load: scenario.load({ environment: { PW: 'hunter2' } }) })
    scenario.edit('services: { web: { image: "nginx:latest" } }')
    expect(await printed(scenario, '')).not.toContain('hunter2')
  })
})
