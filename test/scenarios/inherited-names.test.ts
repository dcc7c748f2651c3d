import { describe, expect, it } from 'vitest'
import { planOnly } from '../../src/app/plan.ts'
import { Scenario } from '../support/scenario.ts'

const names = Object.getOwnPropertyNames(Object.prototype)

describe.each(names)('a project whose things are called %s', (name) => {
  const project = (command: string): string => `
services:
  "${name}":
    image: busybox
    command: ${command}
    environment: { "${name}": one }
    networks: ["${name}"]
    volumes: ["${name}:/kept"]
    configs: ["${name}"]
  other: { image: busybox, depends_on: ["${name}"], network_mode: "service:${name}" }
networks: { "${name}": {} }
volumes: { "${name}": {} }
configs: { "${name}": { content: text } }
`
  const both = [`shop-${name}-1 running`, 'shop-other-1 running'].toSorted()

  it('comes up, is left alone, changes and goes', async () => {
    const scenario = new Scenario(project('top'))
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual([])
    expect(await scenario.containers()).toEqual(both)
    expect(await scenario.plan()).toEqual([])
    scenario.edit(project('sleep 1'))
    expect(await scenario.plan()).toContain(`container.replace ${name}/1 (changed command)`)
    expect(await scenario.down({ volumes: true })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([])
  })

  it('goes without its file', async () => {
    const scenario = new Scenario(project('top'))
    await scenario.up()
    await scenario.down({ load: scenario.load({ projectName: 'shop' }) })
    expect(await scenario.containers()).toEqual([])
  })

  it('can be named, and scaled', async () => {
    const scenario = new Scenario(`services: { "${name}": { image: busybox }, other: { image: busybox } }`)
    expect(await scenario.up({ services: [name], scale: Object.fromEntries([[name, 2]]) })).toEqual({
      kind: 'done',
    })
    expect(await scenario.containers()).toEqual([`shop-${name}-1 running`, `shop-${name}-2 running`])
  })

  it('says what of that name is missing', async () => {
    const scenario = new Scenario(`
services:
  web: { image: busybox, depends_on: ["${name}"], networks: ["${name}"], volumes: ["${name}:/kept"], configs: ["${name}"] }
`)
    expect(await scenario.up()).toEqual({ kind: 'invalid' })
    expect(scenario.messages.toSorted()).toEqual([
      `CMP204 service "web" depends on the undefined service "${name}"`,
      `CMP204 service "web" refers to the undefined config "${name}"`,
      `CMP204 service "web" refers to the undefined network "${name}"`,
      `CMP204 service "web" refers to the undefined volume "${name}"`,
    ])
  })

  it('refuses to scale or start what is not there', async () => {
    const scenario = new Scenario('services: { web: { image: busybox } }')
    expect(await scenario.up({ scale: Object.fromEntries([[name, 2]]) })).toEqual({ kind: 'failed' })
    expect(await scenario.up({ services: [name] })).toEqual({ kind: 'failed' })
    expect(await scenario.containers()).toEqual([])
  })

  it('knows no variable of that name', async () => {
    const scenario = new Scenario('services: { web: { image: busybox, env_file: web.env } }')
    scenario.files['/proj/shop/web.env'] = `VALUE="\${${name}}"\n${name}\n`
    const { plan } = await planOnly(scenario.surroundings, scenario.upRequest())
    expect(JSON.stringify(plan)).not.toContain('native code')
    expect(JSON.stringify(plan)).toContain('"Env":["VALUE="]')
  })
})
