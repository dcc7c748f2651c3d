import { describe, expect, it } from 'vitest'
import { digestsAlone, hookImagesOf, withImageDigests } from '../../src/app/image-digests.ts'
import type { Surroundings } from '../../src/app/surroundings.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import type { Project } from '../../src/model/project.ts'
import { projectOf } from '../load/loading.ts'

function surroundingsWith(engine: FakeEngine): Surroundings {
  const { signal } = new AbortController()
  return {
    engine: () => Promise.resolve(engine),
    host: { emit: () => undefined, confirm: () => Promise.resolve(false) },
    reader: { read: () => Promise.resolve(undefined) },
    now: () => 0,
    takeTurn: async () => ({ [Symbol.dispose]: () => undefined }),
    delay: () => Promise.resolve(),
    signal,
    force: signal,
  }
}

const engine = new FakeEngine()
const digests = {
  nginx: engine.publishImage('docker.io/library/nginx:1'),
  tools: engine.publishImage('host.test/tools:latest'),
}

const load = (text: string): Promise<Project> => projectOf({ 'compose.yaml': text })
const pinned = async (text: string) => withImageDigests(surroundingsWith(engine), await load(text))

const shop = `services:
  web:
    image: nginx:1
    pre_start: [{ image: host.test/tools, command: x }, { command: y }]
    volumes:
      - { type: image, source: host.test/tools, target: /tools }
      - { type: image, source: db, target: /db }
      - ./here:/there
  db: { build: . }
  cache: { image: "nginx:1@sha256:${'a'.repeat(64)}" }
`

describe('withImageDigests', () => {
  it('names every image as its registry knows it', async () => {
    const { services } = await pinned(shop)
    const [nginx, tools] = [
      `docker.io/library/nginx:1@${digests.nginx}`,
      `host.test/tools:latest@${digests.tools}`,
    ]
    expect(services['web']?.image).toBe(nginx)
    expect(services['web']?.pre_start?.map(({ image }) => image)).toEqual([tools, nginx])
    expect(services['web']?.volumes?.map(({ source }) => source)).toEqual([tools, 'db', '/proj/app/here'])
    expect(services['db']?.image).toBeUndefined()
    expect(services['cache']?.image).toBe(`docker.io/library/nginx@sha256:${'a'.repeat(64)}`)
  })

  it('asks for each image once', async () => {
    const counting = new FakeEngine()
    counting.publishImage('docker.io/library/a:latest')
    const project = await load('services: { one: { image: a }, two: { image: a } }')
    await withImageDigests(surroundingsWith(counting), project)
    expect(counting.requests.map(({ subject }) => subject)).toEqual(['docker.io/library/a:latest'])
  })

  it.each([
    ['services: { one: { image: none } }', 'the digest of "none" cannot be found out (pull access denied'],
    ['services: { one: { image: "No" } }', '"No" is not a valid name of an image or artifact'],
  ])('rejects %s', async (text, message) => {
    await expect(pinned(text)).rejects.toThrow(message)
  })
})

describe('digestsAlone', () => {
  it('leaves the images, to be merged onto the rest', async () => {
    const { name, services, volumes, networks } = digestsAlone(await pinned(shop))
    expect([name, volumes, networks]).toEqual(['', {}, {}])
    expect(Object.keys(services['web'] ?? {})).toEqual(['name', 'command', 'entrypoint', 'image', 'volumes'])
    expect(services['web']?.volumes?.map(({ target }) => target)).toEqual(['/tools', '/db'])
    expect(services['db']).toEqual({ name: 'db', command: null, entrypoint: null })
  })

  it('cannot lock what runs before the start', async () => {
    expect(hookImagesOf(await load(shop))).toEqual(['web'])
  })
})
