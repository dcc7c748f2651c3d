import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RealProject } from '../support/real-project.ts'
import { Terminal } from '../support/terminal.ts'

const yaml = `
services:
  web:
    image: busybox
    command: [sleep, "1000"]
    stop_grace_period: 0s
`

describe('compose exec', () => {
  let project: RealProject

  beforeAll(async () => {
    project = await RealProject.create(yaml)
    await project.compose(['up', '-d'])
  })

  afterAll(() => project[Symbol.asyncDispose]())

  const terminal = (...args: readonly string[]) =>
    new Terminal(['-p', project.name, 'exec', ...args], { cwd: project.directory })

  it('keeps outputs apart, passes flags to the command and exits with its code', async () => {
    const run = await project.compose([
      'exec',
      'web',
      'sh',
      '-c',
      'echo out; echo err >&2; exit $1',
      '-d',
      '7',
    ])
    expect(run).toEqual({ code: 7, stdout: 'out\n', stderr: 'err\n' })
  })

  it('passes megabytes in and out unchanged', async () => {
    const bytes = randomBytes(3_000_000)
    const args = ['--', resolve('dist/compose.js'), '-p', project.name, 'exec', '-T', 'web', 'cat']
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end(bytes)
    const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')
    expect(digest(await buffer(child.stdout))).toBe(digest(bytes))
  })

  it('says which command was not found', async () => {
    const { code, stdout, stderr } = await project.compose(['exec', 'web', 'nothing-of-that-name'])
    expect(stdout + stderr).toContain('nothing-of-that-name')
    // The engine's own code, passed on: 127, and 126 before Docker 25.
    expect([126, 127]).toContain(code)
  })

  it('is a terminal that knows its size and follows it', async () => {
    await using shell = terminal('web', 'sh')
    await shell.shows(/# /)
    shell.type('stty size\r')
    await shell.shows(/24 80/)
    shell.resize(132, 50)
    shell.type('until stty size | grep 132; do sleep 0.1; done\r')
    await shell.shows(/50 132/)
    shell.type('exit 3\r')
    expect((await shell.exit).code).toBe(3)
  })

  it('gives Ctrl-C to the command', async () => {
    await using shell = terminal(
      'web',
      'sh',
      '-c',
      'trap "echo caught; exit 9" INT; echo ready; while :; do sleep 0.1; done',
    )
    await shell.shows(/ready/)
    shell.press('Ctrl-C')
    await shell.shows(/caught/)
    expect((await shell.exit).code).toBe(9)
  })

  it('leaves the command running after the detach keys', async () => {
    await using shell = terminal('web', 'sh', '-c', 'echo ready; read line; echo $line > /tmp/left')
    await shell.shows(/ready/)
    shell.type('\u0010\u0011')
    await shell.shows(/goes on running/)
    expect((await shell.exit).code).toBe(0)
    expect((await project.compose(['exec', 'web', 'sh', '-c', 'ps | grep "[r]ead line"'])).code).toBe(0)
  })
})
