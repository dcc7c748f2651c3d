import { describe, expect, it } from 'vitest'
import { publish, type PublishRequest } from '../../src/app/publish.ts'
import type { Ending, Surroundings } from '../../src/app/surroundings.ts'
import { openForWriting } from '../../src/registry/registry-writer.ts'
import { startRegistry } from '../support/registry.ts'
import type { TestRegistry } from '../support/registry.ts'
import { projectDirectory, Scenario } from '../support/scenario.ts'

/** A project and the registry it is published to. */
class Publishing extends Scenario {
  readonly #registry: TestRegistry

  constructor(yaml: string, registry: TestRegistry) {
    super(yaml)
    this.#registry = registry
  }

  override get surroundings(): Surroundings {
    const options = { login: async () => undefined }
    return {
      ...super.surroundings,
      openRegistry: () => Promise.resolve((reference) => openForWriting(reference, options)),
    }
  }

  publish(changes: Partial<PublishRequest> = {}): Promise<Ending> {
    return publish(this.surroundings, {
      load: this.load(),
      reference: `${this.#registry.host}/team/shop:1`,
      resolveDigests: false,
      withEnvironment: false,
      withImages: false,
      dryRun: false,
      ...changes,
    })
  }

  /** The manifest of the project. */
  get manifest(): Manifest | undefined {
    const text = this.#registry.content('/v2/team/shop/manifests/1')
    return text === undefined ? undefined : JSON.parse(text)
  }

  /** By name, as who reads the artifact finds them. */
  get published(): Readonly<Record<string, string>> {
    const layers = (this.manifest?.layers ?? []).map(({ digest, annotations }) => [
      annotations['com.docker.compose.file'] ?? annotations['com.docker.compose.envfile'],
      this.#registry.content(`/v2/team/shop/blobs/${digest}`),
    ])
    return Object.fromEntries(layers)
  }
}

interface Manifest {
  readonly artifactType?: string
  readonly config: { readonly mediaType: string }
  readonly layers: readonly {
    readonly mediaType: string
    readonly digest: string
    readonly annotations: Readonly<Record<string, string>>
  }[]
}

const plain = 'services:\n  web:\n    image: nginx\n'

describe('publish', () => {
  it('sends the files as they are written', async () => {
    await using registry = await startRegistry()
    const scenario = new Publishing(`# ours\n${plain}`, registry)
    expect(await scenario.publish()).toEqual({ kind: 'done' })
    expect(scenario.published).toEqual({ 'compose.yaml': `# ours\n${plain}` })
    expect(scenario.manifest).toMatchObject({
      artifactType: 'application/vnd.docker.compose.project',
      config: { mediaType: 'application/vnd.oci.empty.v1+json' },
      layers: [{ mediaType: 'application/vnd.docker.compose.file+yaml' }],
      annotations: { 'org.opencontainers.image.created': '2026-01-01T00:00:00Z' },
    })
  })

  it('sends version 1.0 when asked, and where the registry takes no other', async () => {
    await using old = await startRegistry({
      failing: { statuses: [400], when: (request) => request.startsWith('PUT /v2/team/shop/manifests/') },
    })
    const scenario = new Publishing(plain, old)
    expect(await scenario.publish()).toEqual({ kind: 'done' })
    expect(scenario.manifest?.artifactType).toBeUndefined()
    expect(scenario.manifest?.config.mediaType).toBe('application/vnd.docker.compose.config.empty.v1+json')
    await scenario.publish({ ociVersion: '1.1' })
    expect(scenario.manifest?.artifactType).toBe('application/vnd.docker.compose.project')
  })

  it('gives files that services extend, and env files, names of their own', async () => {
    await using registry = await startRegistry()
    const scenario = new Publishing(
      `services:
  web: { extends: { file: 'parts/base.yaml', service: base }, env_file: [web.env, { path: "no.env", required: false }] }
`,
      registry,
    )
    scenario.files[`${projectDirectory}/parts/base.yaml`] =
      'services:\n  base: { image: nginx, env_file: more.env }\n'
    scenario.files[`${projectDirectory}/parts/more.env`] = 'B=2\n'
    scenario.files[`${projectDirectory}/web.env`] = 'A=1\n'
    expect(await scenario.publish({ withEnvironment: true })).toEqual({ kind: 'done' })
    const names = Object.keys(scenario.published)
    const [, more = '', base = '', web = ''] = names
    expect(Object.values(scenario.published)).toEqual([
      `services:
  web: { extends: { file: ${base}, service: base }, env_file: [${web}, { path: "no.env", required: false }] }
`,
      'B=2\n',
      `services:\n  base: { image: nginx, env_file: ${more} }\n`,
      'A=1\n',
    ])
    expect([more, base, web]).toEqual([
      expect.stringMatching(/^[\da-f]{64}\.env$/),
      expect.stringMatching(/^[\da-f]{64}\.yaml$/),
      expect.stringMatching(/^[\da-f]{64}\.env$/),
    ])
  })

  it('adds the digests that images have', async () => {
    await using registry = await startRegistry()
    const scenario = new Publishing(plain, registry)
    scenario.engine.publishImage('docker.io/library/nginx:latest')
    expect(await scenario.publish({ resolveDigests: true })).toEqual({ kind: 'done' })
    expect(scenario.published['image-digests.yaml']).toMatch(
      /image: docker\.io\/library\/nginx:latest@sha256:[\da-f]{64}/,
    )
  })

  it('takes the images along when asked', async () => {
    await using registry = await startRegistry()
    const config = registry.addBlob('config')
    const layer = registry.addBlob('layer')
    const image = { config: { digest: config }, layers: [{ digest: layer }] }
    const digest = registry.addManifest('1', image)
    const name = `${registry.host}/team/app:1`
    const scenario = new Publishing(`services: { web: { image: "${name}" } }\n`, registry)
    scenario.engine.publishImage(name, { digest })
    expect(await scenario.publish({ withImages: true })).toEqual({ kind: 'done' })
    expect(registry.content(`/v2/team/shop/blobs/${layer}`)).toBe('layer')
    expect(registry.content(`/v2/team/shop/manifests/${digest}`)).toBe(JSON.stringify(image))
  })

  it('pushes the images that are built first, and nothing more where that fails', async () => {
    await using registry = await startRegistry()
    const scenario = new Publishing('services: { web: { image: "shop/web", build: . } }\n', registry)
    expect(await scenario.publish()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP403 image "shop/web" is not there to be pushed'])
    expect(registry.requests).toEqual([])
  })

  it('sends nothing in a dry run', async () => {
    await using registry = await startRegistry()
    const scenario = new Publishing(plain, registry)
    expect(await scenario.publish({ dryRun: true })).toEqual({ kind: 'done' })
    expect(registry.requests).toEqual([])
  })
})

describe('publish refuses', () => {
  it.each([
    [
      'services: { web: { build: . } }',
      'CMP203 service "web" cannot be published: it is built, and has no image',
    ],
    [
      'include: [parts.yaml]\nservices: { web: { image: nginx } }',
      'CMP211 a project that includes local files cannot be published',
    ],
    [
      'services: { web: { image: nginx, env_file: web.env } }',
      'CMP302 env files are only published with --with-env',
    ],
    ['services: { web: { image: nginx, env_file: gone.env } }', 'CMP201 env file "gone.env" not found'],
  ])('%s', async (yaml, message) => {
    await using registry = await startRegistry()
    const scenario = new Publishing(yaml, registry)
    scenario.files[`${projectDirectory}/parts.yaml`] = 'services: { other: { image: nginx } }'
    scenario.files[`${projectDirectory}/web.env`] = 'A=1\n'
    expect(await scenario.publish()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([message])
    expect(registry.requests).toEqual([])
  })
})

describe('publish asks', () => {
  it.each([
    ['services: { web: { image: nginx, environment: { LEVEL: debug } } }', 'Publish these variables?'],
    ['services: { web: { image: nginx, volumes: ["./html:/html"] } }', 'Publish these mounts?'],
    ['services: { web: { image: nginx, configs: [c] } }\nconfigs: { c: { content: hello } }', 'Publish it?'],
    ['services: { web: { image: nginx, labels: { k: AKIAABCDEFGHIJKLMNOP } } }', 'Publish them?'],
  ])('about %s', async (yaml, question) => {
    await using registry = await startRegistry()
    const scenario = new Publishing(yaml, registry)
    expect(await scenario.publish()).toEqual({ kind: 'cancelled' })
    scenario.answers.push('unasked')
    expect(await scenario.publish()).toEqual({ kind: 'undecided' })
    expect(registry.requests).toEqual([])
    scenario.answers.push(true)
    expect(await scenario.publish()).toEqual({ kind: 'done' })
    expect(scenario.questions.map(({ text }) => text)).toEqual([question, question, question])
  })

  it('about literal secrets even with --with-env, without showing them', async () => {
    await using registry = await startRegistry()
    const scenario = new Publishing(
      'services: { web: { image: nginx, environment: { DB_PASSWORD: hunter2, LEVEL: debug }, env_file: web.env } }',
      registry,
    )
    scenario.files[`${projectDirectory}/web.env`] = 'API_KEY=k1k2k3\nA=1\n'
    expect(await scenario.publish({ withEnvironment: true })).toEqual({ kind: 'cancelled' })
    const notice = scenario.events.find(({ type }) => type === 'notice')
    expect(notice).toEqual({
      type: 'notice',
      text: 'These look like secrets:\n  DB_PASSWORD of service web\n  API_KEY in an env file',
    })
  })
})
