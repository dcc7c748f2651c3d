import { describe, expect, it } from 'vitest'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { RealProject } from '../support/real-project.ts'
import { readUntil } from '../support/run-compose.ts'

const never = new AbortController().signal

const yaml = `
services:
  web: { image: busybox, init: true, command: sh -c "echo ready; sleep 1000", networks: [one, two], stop_grace_period: 1s }
networks: { one: {}, two: {} }
`

async function networks(name: string): Promise<readonly string[]> {
  const environment = { ...process.env, PATH: process.env['PATH'] ?? '' }
  await using engine = await connectEngine(await locateEngine({ environment }), { now: Date.now })
  return (await engine.networks.list({ [labelNames.project]: name }, never)).map((one) => one.name)
}

describe('I30: networks do not pile up', () => {
  it('over several lives of a project', async () => {
    await using project = await RealProject.create(yaml)
    for (let life = 0; life < 3; life += 1) {
      await project.compose(['up', '-d'])
      expect(await networks(project.name)).toHaveLength(2)
      await project.compose(['down'])
      expect(await networks(project.name)).toEqual([])
    }
  })

  it('when the command that made them is killed', async () => {
    await using project = await RealProject.create(yaml)
    const args = ['-p', project.name, '-f', `${project.directory}/compose.yaml`, 'up']
    await readUntil(args, { cwd: project.directory }, { line: /ready/, times: 1 })
    expect((await project.compose(['up', '-d'])).code).toBe(0)
    expect(await networks(project.name)).toHaveLength(2)
    await project.compose(['down'])
    expect(await networks(project.name)).toEqual([])
  })
})
