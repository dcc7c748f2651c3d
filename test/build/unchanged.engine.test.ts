import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { removeImages } from './image-facts.ts'

const yaml = `
services:
  web: { build: app, init: true }
  worker:
    build: { context: app, labels: { one: "1", two: "2" } }
    init: true
`

/** Whether a container is replaced depends on its image alone, so a builder must know again what it made. */
describe.each([
  ['the best builder there is', {}],
  ['the classic builder', { DOCKER_BUILDKIT: '0' }],
])('"up --build" of two services from the same files, by %s', (_name, environment) => {
  let project: RealProject

  beforeAll(async () => {
    project = await RealProject.create(yaml)
    await mkdir(join(project.directory, 'app'))
    await project.write(
      'app/Dockerfile',
      'FROM busybox\nCOPY file /\nRUN cat /file > /made\nCMD ["sleep", "1000"]\n',
    )
    await project.write('app/file', project.name)
  })

  afterAll(async () => {
    await project.compose(['down', '-t', '0'])
    await removeImages([`${project.name}-web`, `${project.name}-worker`])
    await project[Symbol.asyncDispose]()
  })

  async function upped(): Promise<readonly string[]> {
    const { code, stderr } = await project.compose(['up', '-d', '-t', '0', '--build'], environment)
    expect([code, stderr]).toEqual([0, expect.stringContaining('Built')])
    return project.ids()
  }

  it('replaces no container while nothing changes', async () => {
    const first = await upped()
    expect(first).toHaveLength(2)
    expect(await upped()).toEqual(first)
    expect(await upped()).toEqual(first)
  })

  it('replaces both when a file changes', async () => {
    const before = await upped()
    await project.write('app/file', `${project.name} changed`)
    const after = await upped()
    expect(after.filter((id) => before.includes(id))).toEqual([])
  })
})
