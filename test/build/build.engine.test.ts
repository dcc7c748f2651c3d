import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { imageFacts, removeImages } from './image-facts.ts'

const yaml = `
services:
  web:
    build: { context: app, args: { A: one }, labels: { l: v } }
    command: cat /args /app/kept
  bad:
    profiles: [bad]
    build: { context: app, dockerfile_inline: "FROM busybox\\nRUN echo loud && exit 3" }
`

/** What the builder of any engine can do: BuildKit, old or new, and the classic one. */
describe('compose build, with any builder', () => {
  let project: RealProject

  beforeAll(async () => {
    project = await RealProject.create(yaml)
    await mkdir(join(project.directory, 'app'))
    await project.write('app/Dockerfile', 'FROM busybox\nARG A\nRUN echo "$A" > /args\nCOPY . /app\n')
    await project.write('app/.dockerignore', 'left\n')
    await project.write('app/left', 'left')
    await project.write('app/kept', 'kept')
  })

  afterAll(async () => {
    await removeImages([`${project.name}-web`])
    await project[Symbol.asyncDispose]()
  })

  it('is what "up" does for an image that is missing', async () => {
    const { code, stdout } = await project.compose(['up'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('web-1  | one\nweb-1  | kept')])
    expect((await imageFacts(`${project.name}-web`)).labels).toMatchObject({
      l: 'v',
      'com.docker.compose.project': project.name,
      'com.docker.compose.service': 'web',
    })
  })

  it('sends no file that is ignored', async () => {
    const { stdout } = await project.compose(['run', '--rm', 'web', 'ls', '/app'])
    expect(stdout).toBe('Dockerfile\nkept\n')
  })

  it('says which step failed, and ends with 1', async () => {
    const { code, stderr } = await project.compose(['build', 'bad'])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /error CMP501: the build of service "bad" failed at \[2\/\d\] RUN echo loud && exit 3: exit code 3/,
    )
    expect(stderr).toMatch(/printed:\n {4}loud\n/)
  })
})
