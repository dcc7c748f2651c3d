import { describe, expect, it } from 'vitest'
import { clientSettings } from '../../src/engine/docker/client-settings.ts'

const address = 'unix:///var/run/docker.sock'

describe('clientSettings', () => {
  const settings = (config: object) =>
    clientSettings(address, {
      environment: {},
      places: {
        home: '/home/me',
        isWindows: false,
        userId: () => 0,
        probe: () => Promise.resolve('no such file'),
        read: () => Promise.resolve(new TextEncoder().encode(JSON.stringify(config))),
      },
    })

  it('reads the detach keys', async () => {
    expect((await settings({ detachKeys: 'ctrl-x,x' })).detachKeys).toBe('ctrl-x,x')
    expect((await settings({ psFormat: 'json' })).psFormat).toBe('json')
  })

  it('spells proxies in both ways', async () => {
    const { proxyEnvironment } = await settings({
      proxies: { default: { httpProxy: 'http://p', noProxy: '' } },
    })
    expect(proxyEnvironment).toEqual({ HTTP_PROXY: 'http://p', http_proxy: 'http://p' })
  })

  it('prefers the proxies of the engine it talks to', async () => {
    const proxies = { default: { httpProxy: 'http://p' }, [address]: { allProxy: 'http://q' } }
    expect((await settings({ proxies })).proxyEnvironment).toEqual({
      ALL_PROXY: 'http://q',
      all_proxy: 'http://q',
    })
  })

  it('hands on logins and nothing else', async () => {
    const { loginsFile } = await settings({ auths: { host: { auth: 'x' } }, credsStore: 'keychain' })
    expect(JSON.parse(loginsFile)).toEqual({ auths: { host: { auth: 'x' } } })
  })
})
