import { describe, expect, it } from 'vitest'
import { configHash } from '../../src/model/config-hash.ts'
import { loadProject } from '../../src/load/load-project.ts'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { memoryReader } from '../support/memory-reader.ts'
import { Scenario } from '../support/scenario.ts'

const sidecar = `
services:
  web: { image: nginx }
  two: { image: busybox, network_mode: "service:web" }
`

async function containerOf(scenario: Scenario, service: string) {
  const all = await scenario.engine.containers.list(
    { [labelNames.service]: service },
    new AbortController().signal,
  )
  const [first] = all
  if (first === undefined) throw new Error(`no container of ${service}`)
  return first
}

describe('a container that shares the network of another', () => {
  it('carries the hash of the container it shares with, as Docker Compose writes it', async () => {
    const scenario = new Scenario(sidecar)
    await scenario.up()
    const loaded = await loadProject(scenario.load(), memoryReader(scenario.files))
    const service = loaded.ok ? loaded.project.services['two'] : undefined
    if (service === undefined) throw new Error('not loaded')
    const web = await containerOf(scenario, 'web')
    const two = await containerOf(scenario, 'two')
    expect(two.labels[labelNames.configHash]).toBe(
      configHash({ ...service, network_mode: `container:${web.id}` }, { form: 'v5' }),
    )
  })

  it('is left alone while that one is there', async () => {
    const scenario = new Scenario(sidecar)
    await scenario.up()
    expect(await scenario.plan()).toEqual([])
    expect(await scenario.plan({ services: ['two'], noDeps: true })).toEqual([])
  })

  it('is replaced by the next up when that one was replaced without it', async () => {
    const scenario = new Scenario(sidecar)
    await scenario.up()
    await scenario.up({ services: ['web'], recreate: 'force' })
    expect(await scenario.plan()).toEqual([
      'container.replace two/1 (replaced web)',
      'container.start two/1 (replaced web) after container.replace two/1',
    ])
    await scenario.up()
    const web = await containerOf(scenario, 'web')
    expect((await containerOf(scenario, 'two')).networkMode).toBe(`container:${web.id}`)
    expect(await scenario.plan()).toEqual([])
  })

  it('is replaced where it shares other namespaces or volumes', async () => {
    const scenario = new Scenario(`
services:
  web: { image: nginx }
  one: { image: busybox, ipc: "service:web" }
  two: { image: busybox, pid: "service:web" }
  three: { image: busybox, volumes_from: ["web"] }
`)
    await scenario.up()
    await scenario.up({ services: ['web'], recreate: 'force' })
    expect((await scenario.plan()).filter((line) => line.startsWith('container.replace'))).toEqual([
      'container.replace one/1 (replaced web)',
      'container.replace two/1 (replaced web)',
      'container.replace three/1 (replaced web)',
    ])
    await scenario.up()
    expect(await scenario.plan()).toEqual([])
  })

  it('stays when replicas are added beside the one it shares with', async () => {
    const scenario = new Scenario(sidecar)
    await scenario.up()
    expect(await scenario.plan({ scale: { web: 2 } })).toEqual([
      'container.create web/2 (missing)',
      'container.start web/2 (missing) after container.create web/2',
    ])
  })
})

describe('a container that shares with a service of which none is wanted', () => {
  it('is refused before anything changes', async () => {
    const scenario = new Scenario(sidecar)
    await scenario.up()
    scenario.events.length = 0
    expect(await scenario.up({ scale: { web: 0 } })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP206 service "two" shares with service "web", of which no container is wanted',
    ])
    expect(await scenario.containers()).toEqual(['shop-two-1 running', 'shop-web-1 running'])
  })

  it('goes with it', async () => {
    const scenario = new Scenario(sidecar)
    await scenario.up()
    expect(await scenario.up({ scale: { web: 0, two: 0 } })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual([])
  })
})
