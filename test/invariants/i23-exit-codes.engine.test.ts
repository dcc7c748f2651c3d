import { describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'

const sleeper = 'image: busybox, init: true, command: sleep 1000, stop_grace_period: 1s'

const yaml = `
services:
  web: { ${sleeper} }
  job: { image: busybox, command: sh -c "exit 7", profiles: [job] }
  sick: { ${sleeper}, profiles: [sick], healthcheck: { test: "false", interval: 1s, retries: 1 } }
`

describe('I23: 0 means that it was reached, and each other end has a code of its own', () => {
  it.each<[number, readonly string[]]>([
    [0, ['up', '-d']],
    [0, ['up', '-d', '--wait']],
    [1, ['up', '-d', '--wait', 'sick']],
    [1, ['up', '-d', 'nonsense']],
    [7, ['run', '--rm', 'job']],
    [5, ['run', '--rm', 'web', 'sh', '-c', 'exit 5']],
    [7, ['up', '--exit-code-from', 'job', 'job']],
    [2, ['up', '--nonsense']],
    [10, ['plan', '--exit-code']],
    [0, ['plan']],
    [0, ['down']],
  ])('%d: %j', async (expected, args) => {
    await using project = await RealProject.create(yaml)
    expect((await project.compose(args)).code).toBe(expected)
  })

  it('3: a project that is invalid', async () => {
    await using project = await RealProject.create('services: { web: { imag: busybox } }')
    expect((await project.compose(['up', '-d'])).code).toBe(3)
    await project.write('compose.yaml', yaml)
  })

  it('4: an engine that is not there', async () => {
    await using project = await RealProject.create(yaml)
    expect((await project.compose(['up', '-d'], { DOCKER_HOST: 'tcp://127.0.0.1:1' })).code).toBe(4)
  })

  it('the code of a command in a container', async () => {
    await using project = await RealProject.create(yaml)
    await project.compose(['up', '-d'])
    expect((await project.compose(['exec', 'web', 'sh', '-c', 'exit 6'])).code).toBe(6)
  })
})
