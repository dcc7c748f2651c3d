import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CuttingWire } from '../support/cutting-wire.ts'
import { RealProject } from '../support/real-project.ts'
import { removeImages } from './image-facts.ts'

const yaml = `
services:
  web:
    build:
      context: .
      args: { SECONDS: 100 }
      dockerfile_inline: |
        FROM busybox
        ARG SECONDS
        RUN sleep "$$SECONDS"
`

describe('a build whose connection to the engine is lost', () => {
  let project: RealProject
  let wire: CuttingWire

  beforeAll(async () => {
    project = await RealProject.create(yaml)
    wire = await CuttingWire.start()
  })

  afterAll(async () => {
    await wire[Symbol.asyncDispose]()
    await removeImages([`${project.name}-web`])
    await project[Symbol.asyncDispose]()
  })

  it('says so, and builds the next time', async () => {
    const { code, lines } = await cutWhile(/RUN sleep.*started/)
    expect(code).toBe(1)
    expect(lines).toContain(
      'the build of service \\"web\\" was cut off: the connection to the engine was lost',
    )
    const again = await project.compose(['build', '--build-arg', 'SECONDS=0'], wire.environment)
    expect(again.code).toBe(0)
  })

  /** Cuts the wire when a line of the progress matches. */
  async function cutWhile(line: RegExp): Promise<{ readonly code: unknown; readonly lines: string }> {
    const args = ['--', resolve('dist/compose.js'), '-p', project.name, '--progress', 'json', 'build']
    const child = spawn(process.execPath, args, {
      cwd: project.directory,
      env: { ...process.env, ...wire.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = once(child, 'exit')
    const lines: string[] = []
    for await (const told of createInterface({ input: child.stderr })) {
      lines.push(told)
      if (line.test(told)) wire.cut()
    }
    const [code] = await ended
    return { code, lines: lines.join('\n') }
  }
})
