import { describe, expect, it } from 'vitest'
import { planOnly } from '../../src/app/plan.ts'
import { Scenario } from '../support/scenario.ts'

describe('what is not in the project itself', () => {
  const creationOf = async (scenario: Scenario) => {
    const surroundings = {
      ...scenario.surroundings,
      clientSettings: () =>
        Promise.resolve({
          proxyEnvironment: { HTTP_PROXY: 'http://proxy', A: 'proxy' },
          loginsFile: '{"auths":{}}',
        }),
    }
    const { plan } = await planOnly(surroundings, scenario.upRequest())
    const action = plan?.actions.find(({ id }) => id === 'container.create web/1')
    return action?.do === 'container.create' ? action.create.body : undefined
  }

  it('passes seccomp profiles as their content', async () => {
    const scenario = new Scenario(
      'services: { web: { image: busybox, security_opt: ["seccomp=./profile.json"] } }',
    )
    scenario.files['/proj/shop/profile.json'] = '{ "defaultAction": "SCMP ACT" }\n'
    const body = await creationOf(scenario)
    expect(body?.HostConfig['SecurityOpt']).toEqual(['seccomp={"defaultAction":"SCMP ACT"}'])
  })

  it('says that a profile cannot be read', async () => {
    const scenario = new Scenario(
      'services: { web: { image: busybox, security_opt: ["seccomp=./none.json"] } }',
    )
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP102 the seccomp profile "/proj/shop/none.json" of service "web" cannot be read',
    ])
  })

  it('gives proxies to containers, below their own variables', async () => {
    const scenario = new Scenario('services: { web: { image: busybox, environment: { A: own } } }')
    expect((await creationOf(scenario))?.Env).toEqual(['HTTP_PROXY=http://proxy', 'A=own'])
  })

  it('copies the logins to services that use the socket of the engine, once and for all', async () => {
    const scenario = new Scenario('services: { web: { image: busybox, use_api_socket: true } }')
    await scenario.up()
    const file = scenario.engine.peekFile('shop-web-1', '/run/secrets/docker/config.json')
    expect(new TextDecoder().decode(file?.bytes)).toBe('{}')
    expect(await scenario.plan()).toEqual([])
  })
})
