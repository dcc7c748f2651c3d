import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeImages } from '../build/image-facts.ts'
import { CuttingWire } from '../support/cutting-wire.ts'
import { ImageRegistry } from '../support/image-registry.ts'
import { RealProject } from '../support/real-project.ts'
import { runCompose, type ComposeRun } from '../support/run-compose.ts'

const identityToken = 'identity-of-the-test'

let registry: ImageRegistry
let project: RealProject

async function begin(started: Promise<ImageRegistry>): Promise<void> {
  registry = await started
  const { host } = registry
  project = await RealProject.create(`
services:
  made:
    image: ${host}/team/made:1
    build: { dockerfile_inline: "FROM busybox\\nRUN echo '${host}' > /made" }
  other: { image: "${host}/team/other:1" }
`)
  await registry.addImage('team/other', '1')
}

async function end(): Promise<void> {
  await removeImages([`${registry.host}/team/made:1`, `${registry.host}/team/other:1`])
  await project[Symbol.asyncDispose]()
  await registry[Symbol.asyncDispose]()
}

describe('a registry with too much to do', () => {
  beforeEach(() => begin(ImageRegistry.start()))
  afterEach(end)

  it('is asked again for an image', async () => {
    // Some engines ask a second time by themselves: with GET after HEAD, or after a while.
    registry.fail(/manifests/, [503, 503])
    expect(await project.compose(['pull', 'other'])).toMatchObject({ code: 0 })
  })

  it('is sent an image again', async () => {
    expect(await project.compose(['build'])).toMatchObject({ code: 0 })
    registry.fail(/^PUT .*manifests/, [502])
    expect(await project.compose(['push', 'made'])).toMatchObject({ code: 0 })
    expect(registry.has('/v2/team/made/manifests/1')).toBe(true)
  })
})

describe('a registry whose token service wants an identity token', () => {
  beforeEach(() => begin(ImageRegistry.start({ identityToken })))
  afterEach(end)

  it('gives images', async () => {
    const environment = await loggedIn(identityToken)
    const pulled = await project.compose(['pull', 'other'], environment)
    expect([pulled.code, pulled.stderr]).toEqual([0, expect.stringContaining('Pulled')])
    expect(told(pulled)).not.toContain(identityToken)
  })

  it('takes the files of a project', async () => {
    await project.write('files.yaml', 'services: { a: { image: busybox } }')
    const name = `${registry.host}/team/files:1`
    const published = await runCompose(['-f', 'files.yaml', 'publish', '--yes', name], {
      cwd: project.directory,
      env: await loggedIn(identityToken),
    })
    expect([published.code, published.stderr]).toEqual([0, expect.stringContaining('Published')])
    expect(told(published)).not.toContain(identityToken)
  })

  it('is said to refuse another one', async () => {
    const { code, stderr } = await project.compose(['pull', 'other'], await loggedIn('of somebody else'))
    expect(code).toBe(1)
    expect(stderr).toContain(
      `image "${registry.host}/team/other:1" cannot be pulled: the registry ${registry.host} refuses the stored login`,
    )
    expect(stderr).toContain(`docker login ${registry.host}`)
  })
})

describe('a transfer whose connection to the engine is lost', () => {
  let wire: CuttingWire

  beforeEach(async () => {
    await begin(ImageRegistry.start())
    wire = await CuttingWire.start()
  })

  afterEach(async () => {
    await wire[Symbol.asyncDispose]()
    await end()
  })

  it('is told of a pull, which works the next time', async () => {
    const { code, stderr } = await cutAt(/^GET .*blobs/, ['pull', 'other'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('error CMP411')])
    expect(stderr).toContain(`image "${registry.host}/team/other:1"`)
    expect(await project.compose(['pull', 'other'])).toMatchObject({ code: 0 })
  })

  it('is told of a push, which works the next time', async () => {
    expect(await project.compose(['build'])).toMatchObject({ code: 0 })
    const { code, stderr } = await cutAt(/^PUT .*manifests/, ['push', 'made'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('error CMP411')])
    expect(await project.compose(['push', 'made'])).toMatchObject({ code: 0 })
    expect(registry.has('/v2/team/made/manifests/1')).toBe(true)
  })

  async function cutAt(request: RegExp, args: readonly string[]): Promise<ComposeRun> {
    const held = registry.hold(request)
    const run = project.compose(args, wire.environment)
    await held
    wire.cut()
    const ended = await run
    registry.release()
    return ended
  }
})

/** A docker configuration with an identity token, as `docker login` writes it for registries that give one. */
async function loggedIn(token: string): Promise<Readonly<Record<string, string>>> {
  const directory = join(project.directory, 'docker')
  await mkdir(directory, { recursive: true })
  const auth = Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64')
  const auths = { [registry.host]: { auth, identitytoken: token } }
  await project.write('docker/config.json', JSON.stringify({ auths }))
  return { DOCKER_CONFIG: directory }
}

function told({ stdout, stderr }: ComposeRun): string {
  return stdout + stderr
}
