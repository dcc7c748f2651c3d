import { describe, expect, it } from 'vitest'
import { Scenario } from '../support/scenario.ts'
import { planOnly } from '../../src/app/plan.ts'

const yaml = `
services:
  web:
    image: busybox
    secrets:
      - source: token
        uid: "1000"
        gid: "1001"
        mode: 0440
      - empty
    configs:
      - greeting
secrets:
  token: { environment: TOKEN }
  empty: { environment: EMPTY }
configs:
  greeting: { content: "hello $\${name}" }
`

const environment = { TOKEN: 'very secret', EMPTY: '' }

describe('secrets and configs without a file', () => {
  it('are in the container with owner and mode when it starts', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up({ load: scenario.load({ environment }) })
    const token = scenario.engine.peekFile('shop-web-1', '/run/secrets/token')
    const greeting = scenario.engine.peekFile('shop-web-1', '/greeting')
    expect({ ...token, bytes: text(token?.bytes) }).toMatchObject({
      mode: 0o440,
      uid: 1000,
      gid: 1001,
      bytes: 'very secret',
    })
    expect({ mode: greeting?.mode, text: text(greeting?.bytes) }).toEqual({
      mode: 0o444,
      text: 'hello ${name}',
    })
  })

  it('are not written when they are empty', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up({ load: scenario.load({ environment }) })
    expect(scenario.engine.peekFile('shop-web-1', '/run/secrets/empty')).toBeUndefined()
  })

  it('are copied before each start', async () => {
    const scenario = new Scenario(yaml)
    await scenario.up({ load: scenario.load({ environment }) })
    scenario.engine.exit('shop-web-1', 0)
    await scenario.up({ load: scenario.load({ environment: { ...environment, TOKEN: 'new' } }) })
    expect(text(scenario.engine.peekFile('shop-web-1', '/run/secrets/token')?.bytes)).toBe('new')
  })

  it('keep their content out of plans and labels', async () => {
    const scenario = new Scenario(yaml)
    const load = scenario.load({ environment })
    const { plan } = await planOnly(scenario.surroundings, scenario.upRequest({ load }))
    await scenario.up({ load })
    const told = JSON.stringify([plan, scenario.engine.peek('shop-web-1')?.labels, scenario.events])
    expect(told.includes('very secret')).toBe(false)
  })

  it('need their variable', async () => {
    const scenario = new Scenario(yaml)
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toContain(
      'CMP114 secret "token" of service "web" needs the environment variable "TOKEN", which is not set',
    )
    expect(scenario.diagnostics[0]?.span).toBeDefined()
  })

  it('cannot be written into a service that is read_only', async () => {
    const scenario = new Scenario(yaml.replace('image: busybox', 'image: busybox\n    read_only: true'))
    expect(await scenario.up({ load: scenario.load({ environment }) })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toContain(
      'CMP206 secret "token" of service "web" must be written into the container, but the service is read_only',
    )
  })
})

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}
