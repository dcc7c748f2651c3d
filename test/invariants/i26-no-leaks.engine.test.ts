import { describe, expect, it, vi } from 'vitest'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { labelNames } from '../../src/targets/engine/labels.ts'
import { RealProject } from '../support/real-project.ts'

const never = new AbortController().signal
const yaml = 'services: { web: { image: busybox, init: true, command: sleep 1000, stop_grace_period: 1s } }'

function openConnections(): number {
  return process.getActiveResourcesInfo().filter((kind) => /socket|pipe/iu.test(kind)).length
}

async function connect(): Promise<Engine> {
  const environment = { ...process.env, PATH: process.env['PATH'] ?? '' }
  return connectEngine(await locateEngine({ environment }), { now: Date.now })
}

/** Runs a command in a container and reads what it says. */
async function runIn(engine: Engine, container: string, command: readonly string[], signal: AbortSignal) {
  const options = { command, tty: false, attach: { input: true, output: true } }
  const exec = await engine.execs.prepare(container, options, signal)
  const streams = await engine.execs.start(exec, { tty: false }, signal)
  const pieces: Uint8Array[] = []
  for await (const { bytes } of streams.output) pieces.push(bytes)
  return Buffer.concat(pieces).toString()
}

describe('I26: every stream has an owner and ends with it', () => {
  it('so hundreds of commands leave no connection', async () => {
    await using project = await RealProject.create(yaml)
    await project.compose(['up', '-d'])
    const before = openConnections()
    {
      await using engine = await connect()
      const [container] = await engine.containers.list({ [labelNames.project]: project.name }, never)
      const id = container?.id ?? ''
      for (let round = 0; round < 10; round += 1) {
        const said = await Promise.all(
          Array.from({ length: 10 }, () => runIn(engine, id, ['echo', String(round)], never)),
        )
        expect(new Set(said)).toEqual(new Set([`${round}\n`]))
      }
      expect(openConnections() - before).toBeLessThan(20)
    }
    await vi.waitUntil(() => openConnections() <= before, { timeout: 5000 })
  })

  it('and an abort ends them', async () => {
    await using project = await RealProject.create(yaml)
    await project.compose(['up', '-d'])
    const before = openConnections()
    {
      await using engine = await connect()
      const [container] = await engine.containers.list({ [labelNames.project]: project.name }, never)
      const abort = new AbortController()
      const running = Array.from({ length: 5 }, () =>
        runIn(engine, container?.id ?? '', ['sleep', '1000'], abort.signal),
      )
      abort.abort(new Error('enough'))
      expect((await Promise.allSettled(running)).map(({ status }) => status)).toEqual(
        Array.from({ length: 5 }, () => 'rejected'),
      )
    }
    await vi.waitUntil(() => openConnections() <= before, { timeout: 5000 })
  })
})
