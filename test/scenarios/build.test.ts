import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, type BuildRequest } from '../../src/app/build.ts'
import { usualBuild } from '../../src/build/prepare-build.ts'
import { EngineError } from '../../src/engine/errors.ts'
import type { Ending } from '../../src/app/surroundings.ts'
import { Scenario } from '../support/scenario.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'

/** A scenario whose builds read a folder. */
class BuildScenario extends Scenario implements AsyncDisposable {
  readonly folder: TemporaryDirectory

  private constructor(yaml: string, folder: TemporaryDirectory) {
    super(yaml.replaceAll('CONTEXT', folder.path))
    this.folder = folder
  }

  static async create(yaml: string): Promise<BuildScenario> {
    const scenario = new BuildScenario(yaml, await TemporaryDirectory.create())
    await scenario.write('Dockerfile', 'FROM busybox\n')
    return scenario
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.folder.path, file), text)
  }

  build(changes: Partial<BuildRequest> = {}): Promise<Ending> {
    return build(this.surroundings, {
      load: this.load(),
      services: [],
      withDependencies: false,
      options: { ...usualBuild, onePlatform: false },
      dryRun: false,
      ...changes,
    })
  }

  /** The images built so far, in order, by the names they got. */
  get built(): readonly string[] {
    return this.engine.requests
      .filter(({ method }) => method === 'builder.buildArchive')
      .map(({ subject }) => subject)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.folder[Symbol.asyncDispose]()
  }
}

const shop = 'services: { web: { build: CONTEXT } }'

describe('up of a service with a build section', () => {
  it('builds an image that is missing, and names it after project and service', async () => {
    await using scenario = await BuildScenario.create(shop)
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.built).toEqual(['shop-web'])
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('says in a plan what it would build', async () => {
    await using scenario = await BuildScenario.create(shop)
    expect(await scenario.plan()).toContain('image.build shop-web (missing)')
  })

  it('builds nothing where the image is there', async () => {
    await using scenario = await BuildScenario.create(shop)
    await scenario.up()
    await scenario.write('file', 'changed')
    await scenario.up()
    expect(scenario.built).toEqual(['shop-web'])
  })

  it('keeps the container when a build makes the same image', async () => {
    await using scenario = await BuildScenario.create(shop)
    await scenario.up()
    const before = scenario.engine.peek('shop-web-1')?.id
    expect(await scenario.up({ build: 'always' })).toEqual({ kind: 'done' })
    expect(scenario.built).toEqual(['shop-web', 'shop-web'])
    expect(scenario.engine.peek('shop-web-1')?.id).toBe(before)
  })

  it('replaces the container when a build makes another image', async () => {
    await using scenario = await BuildScenario.create(shop)
    await scenario.up()
    const before = scenario.engine.peek('shop-web-1')?.id
    await scenario.write('file', 'changed')
    await scenario.up({ build: 'always' })
    expect(scenario.engine.peek('shop-web-1')?.id).not.toBe(before)
  })

  it('builds each time where the pull policy says so', async () => {
    await using scenario = await BuildScenario.create(
      'services: { web: { build: CONTEXT, pull_policy: build } }',
    )
    await scenario.up()
    await scenario.up()
    expect(scenario.built).toEqual(['shop-web', 'shop-web'])
  })

  it('fetches an image that a registry has', async () => {
    await using scenario = await BuildScenario.create(
      'services: { web: { image: "shop/web:1", build: CONTEXT } }',
    )
    scenario.engine.publishImage('shop/web:1')
    await scenario.up()
    expect(scenario.built).toEqual([])
    expect(await scenario.containers()).toEqual(['shop-web-1 running'])
  })

  it('builds one that no registry has', async () => {
    await using scenario = await BuildScenario.create(
      'services: { web: { image: "shop/web:1", build: CONTEXT } }',
    )
    expect(await scenario.up()).toEqual({ kind: 'done' })
    expect(scenario.built).toEqual(['shop/web:1'])
  })

  it('refuses where nothing may be built', async () => {
    await using scenario = await BuildScenario.create(shop)
    expect(await scenario.up({ build: 'never' })).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP403 image "shop-web" of service "web" is not present'])
  })

  it('creates nothing when a build fails', async () => {
    await using scenario = await BuildScenario.create(shop)
    scenario.engine.inject({
      method: 'builder.buildArchive',
      error: new EngineError('failed', 'no space left on device'),
    })
    expect(await scenario.up()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual(['CMP416 image "shop-web": the disk of the engine is full'])
    expect(await scenario.containers()).toEqual([])
  })

  it('shows a dry run without building', async () => {
    await using scenario = await BuildScenario.create(shop)
    expect(await scenario.up({ dryRun: true })).toEqual({ kind: 'done' })
    expect(scenario.engine.mutatingRequests).toEqual([])
  })
})

describe('build', () => {
  it('builds each image once, with its tags and labels', async () => {
    await using scenario = await BuildScenario.create(`
services:
  web: { build: { context: CONTEXT, tags: ["shop/web:2"], labels: { a: b } } }
  again: { image: shop-web, build: CONTEXT }
`)
    expect(await scenario.build()).toEqual({ kind: 'done' })
    expect(scenario.built).toEqual(['shop-web'])
    const labels = { a: 'b', 'com.docker.compose.service': 'web' }
    expect(await scenario.engine.images.listTags(labels, scenario.interrupt.signal)).toEqual([
      'shop-web:latest',
      'shop/web:2',
    ])
  })

  it('builds the named services alone, or with what they depend on', async () => {
    const yaml = 'services: { web: { build: CONTEXT, depends_on: [db] }, db: { build: CONTEXT } }'
    await using scenario = await BuildScenario.create(yaml)
    await scenario.build({ services: ['web'] })
    expect(scenario.built).toEqual(['shop-web'])
    await scenario.build({ services: ['web'], withDependencies: true })
    expect(scenario.built.toSorted()).toEqual(['shop-db', 'shop-web', 'shop-web'])
  })

  it('pushes what has a name of its own when all is built', async () => {
    const yaml = 'services: { web: { build: CONTEXT }, api: { image: "shop/api:1", build: CONTEXT } }'
    await using scenario = await BuildScenario.create(yaml)
    expect(await scenario.build({ push: true })).toEqual({ kind: 'done' })
    const done = scenario.engine.requests.map(({ method, subject }) => `${method} ${subject}`)
    expect(done.filter((request) => /buildArchive|push/.test(request)).at(-1)).toBe('images.push shop/api:1')
    expect(done.filter((request) => request.startsWith('images.push'))).toHaveLength(1)
  })

  it('says when there is nothing to build', async () => {
    await using scenario = await BuildScenario.create('services: { web: { image: nginx } }')
    expect(await scenario.build()).toEqual({ kind: 'done' })
    expect(scenario.events).toEqual([{ type: 'notice', text: 'No services to build' }])
  })

  it('names what the classic builder cannot do', async () => {
    await using scenario = await BuildScenario.create(`
services:
  web: { build: { context: CONTEXT, additional_contexts: { x: CONTEXT }, privileged: true } }
`)
    expect(await scenario.build()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      'CMP503 the engine has no BuildKit, and its classic builder cannot do what the build of service "web" asks for: additional_contexts, privileged',
    ])
  })

  it('says that the context is not there', async () => {
    await using scenario = await BuildScenario.create('services: { web: { build: CONTEXT/none } }')
    expect(await scenario.build()).toEqual({ kind: 'failed' })
    expect(scenario.messages).toEqual([
      `CMP504 the build context of service "web" is not there: ${join(scenario.folder.path, 'none')}`,
    ])
  })

  it('shows the steps', async () => {
    await using scenario = await BuildScenario.create(shop)
    await scenario.build()
    const steps = scenario.events.flatMap((event) =>
      event.type === 'action.build' && event.news === 'step'
        ? [`${event.service} ${event.name} ${event.state}`]
        : [],
    )
    expect(steps).toEqual(['web [1/1] FROM scratch started', 'web [1/1] FROM scratch done'])
  })
})
