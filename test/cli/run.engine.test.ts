import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { Terminal } from '../support/terminal.ts'

const yaml = `
services:
  web:
    image: busybox
    command: [sleep, "1000"]
    stop_grace_period: 0s
    depends_on: [db]
    environment: { FROM_FILE: file }
    post_start:
      - command: ["true"]
  db:
    image: busybox
    command: [sleep, "1000"]
    stop_grace_period: 0s
`

describe('compose run', () => {
  let project: RealProject

  beforeAll(async () => {
    project = await RealProject.create(yaml)
  })

  afterAll(() => project[Symbol.asyncDispose]())

  it('starts dependencies, shows the output and exits with the code, leaving nothing', async () => {
    const script = 'echo out $FROM_FILE $GIVEN; echo err >&2; exit 9'
    const args = ['--progress', 'quiet', 'run', '--rm', '-e', 'GIVEN=flag', 'web', 'sh', '-c', script]
    expect(await project.compose(args)).toEqual({ code: 9, stdout: 'out file flag\n', stderr: 'err\n' })
    expect(await project.states()).toEqual(['db running'])
  })

  it('passes pipes through', async () => {
    const { stdout } = await project.compose([
      'run',
      '--rm',
      '--no-deps',
      '--entrypoint',
      'printf "%s|"',
      'web',
      'a b',
      'c',
    ])
    expect(stdout).toBe('a b|c|')
  })

  it('prints the id of a container it leaves', async () => {
    const { code, stdout } = await project.compose([
      'run',
      '-d',
      '--name',
      `${project.name}-once`,
      'web',
      'sleep',
      '1000',
    ])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[0-9a-f]{64}\n$/)])
    expect(await project.states()).toEqual(['db running', 'web running'])
  })

  it('is a terminal', async () => {
    const args = [
      '-p',
      project.name,
      '-f',
      `${project.directory}/compose.yaml`,
      'run',
      '--rm',
      '--no-deps',
      'web',
      'sh',
    ]
    await using shell = new Terminal(args, { cwd: project.directory })
    await shell.shows(/# /)
    // An engine may be told the size only when the shell runs already.
    shell.type('until stty size | grep 24; do sleep 0.1; done; exit 4\r')
    await shell.shows(/24 80/)
    expect((await shell.exit).code).toBe(4)
  })

  it('hands signals to the container and exits with its code', async () => {
    const script = 'trap "echo caught; exit 6" TERM; echo ready; while :; do sleep 0.1; done'
    const args = [
      '-p',
      project.name,
      '-f',
      `${project.directory}/compose.yaml`,
      'run',
      '-T',
      '--rm',
      'web',
      'sh',
      '-c',
      script,
    ]
    await using shell = new Terminal(args, { cwd: project.directory })
    await shell.shows(/ready/)
    shell.send('SIGTERM')
    await shell.shows(/caught/)
    expect((await shell.exit).code).toBe(6)
  })
})
