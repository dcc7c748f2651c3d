import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineApi } from '../../src/engine/docker/api.ts'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { createConnection } from '../../src/engine/docker/connection.ts'
import { hijack } from '../../src/engine/docker/hijack.ts'
import { fieldsOf, textOf } from '../../src/engine/docker/json-fields.ts'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { decodeLogs } from '../../src/engine/log-frames.ts'

describe('a hijacked connection', () => {
  const signal = new AbortController().signal
  let api: EngineApi
  let engine: Engine
  let container: string

  beforeEach(async () => {
    const location = await locateEngine({ environment: process.env })
    api = new EngineApi(await createConnection(location), { apiVersion: undefined, now: Date.now })
    engine = await connectEngine(location, { now: Date.now })
    const body = { Image: 'busybox:latest', Cmd: ['cat'], OpenStdin: true, StdinOnce: true, HostConfig: {} }
    container = await engine.containers.create(
      { name: `gantry-hijack-${randomBytes(4).toString('hex')}`, body },
      signal,
    )
  })

  afterEach(async () => {
    await engine.containers.remove(container, { force: true, anonymousVolumes: true }, signal)
    api.close()
    await engine[Symbol.asyncDispose]()
  })

  const output = async (socket: Duplex) => {
    const lines: string[] = []
    for await (const batch of decodeLogs(socket, { tty: false, timestamps: false })) {
      lines.push(...batch.map(({ stream, bytes }) => `${stream} ${Buffer.from(bytes).toString()}`))
    }
    return lines
  }

  it('is the input and output of a container, each ended on its own', async () => {
    const query = { stream: true, stdin: true, stdout: true, stderr: true }
    const { socket } = await hijack(
      api,
      { method: 'POST', path: `/containers/${container}/attach`, query },
      signal,
    )
    await engine.containers.start(container, signal)
    socket.end('one\ntwo\n')
    expect(await output(socket)).toEqual(['stdout one', 'stdout two'])
    expect(await engine.containers.wait(container, signal)).toBe(0)
  })

  it('carries megabytes both ways', async () => {
    const query = { stream: true, stdin: true, stdout: true, stderr: true }
    const { socket } = await hijack(
      api,
      { method: 'POST', path: `/containers/${container}/attach`, query },
      signal,
    )
    await engine.containers.start(container, signal)
    const line = 'x'.repeat(999)
    socket.end(`${line}\n`.repeat(4000))
    expect((await output(socket)).filter((text) => text === `stdout ${line}`)).toHaveLength(4000)
  })

  it('is a process that is started in a container', async () => {
    await engine.containers.start(container, signal)
    const Cmd = ['sh', '-c', 'read name; echo "hello $name"; echo oops >&2']
    const body = { Cmd, AttachStdin: true, AttachStdout: true, AttachStderr: true }
    const created = await api.call({ method: 'POST', path: `/containers/${container}/exec`, body }, signal)
    const path = `/exec/${textOf(fieldsOf(created).Id)}/start`
    const { socket } = await hijack(
      api,
      { method: 'POST', path, body: { Detach: false, Tty: false } },
      signal,
    )
    socket.end('world\n')
    expect((await output(socket)).toSorted()).toEqual(['stderr oops', 'stdout hello world'])
  })
})
