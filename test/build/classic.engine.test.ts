import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { buildImage } from '../../src/build/build-image.ts'
import { prepareBuild, usualBuild } from '../../src/build/prepare-build.ts'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import type { BuildNews } from '../../src/events/run-event.ts'
import type { Build } from '../../src/model/build.ts'
import { makeProject, makeService } from '../support/models.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'
import { imageFacts, removeImages } from './image-facts.ts'

const name = 'gantry-classic-test'

/** Builds with the classic builder of an engine that has BuildKit too. */
async function buildClassic(build: Build, tell: (news: BuildNews) => void = () => undefined): Promise<void> {
  await using engine = await connectEngine(await locateEngine({ environment: process.env }), {
    now: Date.now,
  })
  const service = makeService({ build, image: name })
  const image = prepareBuild(service, {
    project: makeProject([service]),
    options: usualBuild,
    imageOf: () => name,
    labels: { project: 'shop' },
    proxies: {},
  })
  await buildImage(image, {
    gateway: { ...engine.builder, kind: () => Promise.resolve('classic') },
    surroundings: {
      login: () => Promise.resolve(undefined),
      makeId: randomUUID,
      now: () => performance.now(),
    },
    tell,
    signal: new AbortController().signal,
  })
}

async function contextOf(files: Readonly<Record<string, string>>): Promise<TemporaryDirectory> {
  const directory = await TemporaryDirectory.create()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(directory.join(path)), { recursive: true })
    await writeFile(directory.join(path), text)
  }
  return directory
}

describe('the classic builder', () => {
  it('makes an image from what the ignore file leaves', async () => {
    await using context = await contextOf({
      'docker/Dockerfile':
        'FROM busybox\nARG A\nENV FROM_ARG=$A\nCOPY . /x\nRUN test -f /x/kept && test ! -e /x/left',
      '.dockerignore': 'left\ndocker',
      kept: 'k',
      left: 'l',
    })
    const steps: string[] = []
    const args = { A: 'value' }
    await buildClassic(
      {
        context: context.path,
        dockerfile: 'docker/Dockerfile',
        args,
        labels: { l: 'v' },
        tags: [`${name}:2`],
      },
      (news) => void (news.news === 'step' && steps.push(`${news.name} ${news.state}`)),
    )
    const { labels, config, id } = await imageFacts(name)
    expect(labels).toMatchObject({ l: 'v', project: 'shop', 'com.docker.compose.image.builder': 'classic' })
    expect(config['Env']).toContain('FROM_ARG=value')
    expect((await imageFacts(`${name}:2`)).id).toBe(id)
    expect(steps[0]).toMatch(/^\[1\/\d\] FROM busybox started$/)
    await removeImages([name, `${name}:2`])
  })

  it('takes a Dockerfile that is in no context', async () => {
    await using context = await contextOf({ file: 'f' })
    await buildClassic({
      context: context.path,
      dockerfile_inline: 'FROM busybox\nCOPY file /\nENV X=inline\n',
    })
    expect((await imageFacts(name)).config['Env']).toContain('X=inline')
    await removeImages([name])
  })

  it('tells which step failed', async () => {
    await using context = await contextOf({ Dockerfile: 'FROM busybox\nRUN echo loud && exit 4\n' })
    // How many steps follow for the labels is the engine's matter.
    await expect(buildClassic({ context: context.path })).rejects.toMatchObject({
      code: 'CMP501',
      message: expect.stringMatching(
        /^the build of service "web" failed at \[2\/\d\] RUN echo loud && exit 4: exit code 4$/,
      ),
      details: [{ title: expect.stringContaining('RUN echo loud && exit 4 printed'), lines: ['loud'] }],
    })
  })

  it('refuses what it cannot do', async () => {
    await using context = await contextOf({ Dockerfile: 'FROM busybox' })
    const build = { context: context.path, privileged: true, cache_to: ['type=inline'] }
    await expect(buildClassic(build)).rejects.toThrow('asks for: cache_to, privileged')
  })
})
