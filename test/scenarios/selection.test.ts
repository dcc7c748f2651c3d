import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'

describe('up of nothing', () => {
  it('says that the file has no services', async () => {
    const scenario = new Scenario('services: {}')
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toEqual([
      { code: 'CMP210', severity: 'error', message: 'no service selected', hint: 'the file has no services' },
    ])
    expect(scenario.engine.requests).toEqual([])
  })

  it('names a profile when all services are off', async () => {
    const scenario = new Scenario('services: { web: { image: busybox, profiles: [debug] } }')
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.diagnostics).toMatchObject([{ code: 'CMP210', hint: 'enable some with --profile debug' }])
  })
})

describe('--scale', () => {
  const yaml = `
services:
  web: { image: busybox }
  named: { image: busybox, container_name: single }
`

  it.each([
    ['a number that no engine can hold', { web: 99_999_999_999_999 }],
    ['a negative number', { web: -1 }],
    ['no whole number', { web: 1.5 }],
  ])('refuses %s', async (_, scale) => {
    const scenario = new Scenario(yaml)
    expect(await scenario.up({ scale })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([`CMP109 service "web" cannot run ${scale.web} containers`])
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('refuses several containers with one name and says where that is', async () => {
    const scenario = new Scenario(yaml)
    expect(await scenario.up({ scale: { named: 2 } })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP206 service "named" has a container name, which 2 containers cannot share',
    ])
    expect(scenario.diagnostics[0]?.span?.file).toBe('/proj/shop/compose.yaml')
    expect(scenario.engine.mutatingRequests).toEqual([])
  })

  it('takes one container or none of a service with a name', async () => {
    const scenario = new Scenario(yaml)
    expect(await scenario.up({ scale: { named: 1 } })).toEqual({ kind: 'done' })
    expect(await scenario.up({ scale: { named: 0 } })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('refuses such a number in the file too', async () => {
    const scenario = new Scenario('services: { web: { image: busybox, scale: 10001 } }')
    expect(await scenario.up()).toEqual({ kind: 'invalid' })
    expect(scenario.messages).toEqual(['CMP109 service "web" cannot run 10001 containers'])
  })
})

describe('--no-deps with --scale', () => {
  const yaml = 'services: { web: { image: nginx, depends_on: [db] }, db: { image: redis } }'

  it('leaves a dependency alone that has a number', async () => {
    const scenario = new Scenario(yaml)
    const request = { services: ['web'], noDeps: true, scale: { db: 2 } }
    expect(await scenario.up(request)).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })
})

describe('--no-deps', () => {
  const yaml = `
services:
  web: { image: nginx, depends_on: [db] }
  db: { image: postgres:16 }
`

  it('does not take what it leaves out for orphans', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up()
    const changes = { services: ['web'], noDeps: true }
    expect(await scenario.up(changes)).toEqual({ kind: 'done' })
    expect(scenario.messages).toEqual([])
    expect(await scenario.up({ ...changes, removeOrphans: true })).toEqual({ kind: 'done' })
    expect(await scenario.containers()).toEqual(['shop-db-1 running', 'shop-web-1 running'])
  })
})
