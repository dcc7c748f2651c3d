import { randomBytes } from 'node:crypto'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import { streamsContract } from '../contract/streams.contract.ts'

streamsContract('a real engine', async () => {
  const engine = await connectEngine(await locateEngine({ environment: process.env }), { now: Date.now })
  const signal = new AbortController().signal
  const name = `gantry-streams-${randomBytes(4).toString('hex')}`
  const body = { Image: 'busybox:latest', Cmd: ['cat'], OpenStdin: true, StdinOnce: true, HostConfig: {} }
  const container = await engine.containers.create({ name, body }, signal)
  return {
    engine,
    container,
    shell: (script) => ['sh', '-c', script],
    [Symbol.asyncDispose]: async () => {
      await engine.containers.remove(container, { force: true, anonymousVolumes: true }, signal)
      await engine[Symbol.asyncDispose]()
    },
  }
})
