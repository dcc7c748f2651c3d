import { mkdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { compose } from '../support/fake-shell.ts'
import { Schemas } from '../support/schemas.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

const DOCKER_HOST = 'unix:///nonexistent/docker.sock'

describe('compose doctor', () => {
  it('exits with 4 when no engine answers, and says which was looked for and why', async () => {
    const { code, stdout, stderr } = await compose(['doctor'], { environment: { DOCKER_HOST } })
    expect([code, stderr]).toEqual([4, ''])
    expect(stdout).toMatch(
      /^problem +engine +the engine at unix:\/\/\/nonexistent\/docker\.sock, chosen because DOCKER_HOST is set, does not answer/u,
    )
    expect(stdout).toMatch(/to do: start the engine/u)
    expect(stdout).toMatch(/\nFound 1 problem/u)
  })

  it('takes an address that makes no sense for an engine that is not there', async () => {
    const { code, stdout } = await compose(['doctor'], { environment: { DOCKER_HOST: 'gopher://x' } })
    expect(code).toBe(4)
    expect(stdout).toContain('"gopher://x" is not the address of an engine')
  })

  it('finds credential helpers that are missing', async () => {
    await using home = await TemporaryDirectory.create()
    const config = { credsStore: 'nowhere', credHelpers: { 'a.example': 'there' } }
    await writeFile(home.join('config.json'), JSON.stringify(config))
    await mkdir(home.join('bin'))
    await writeFile(home.join('bin/docker-credential-there'), '', { mode: 0o755 })
    const environment = { DOCKER_HOST, DOCKER_CONFIG: home.path, PATH: home.join('bin') }
    const { stdout } = await compose(['doctor', '--json'], { environment })
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      level: 'problem',
      engine: null,
      machine: {
        credentialHelpers: [
          { name: 'nowhere', isInstalled: false },
          { name: 'there', registry: 'a.example', isInstalled: true },
        ],
      },
    })
    expect(new Schemas().mistakes('doctor.schema.json', JSON.parse(stdout))).toEqual([])
  })

  it('says that the configuration of docker is no JSON', async () => {
    await using home = await TemporaryDirectory.create()
    await writeFile(home.join('config.json'), '{')
    const { stdout } = await compose(['doctor'], { environment: { DOCKER_HOST, DOCKER_CONFIG: home.path } })
    expect(stdout).toContain(`${home.join('config.json')} is not JSON`)
  })
})
