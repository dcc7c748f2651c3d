import { chmod, readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectEngine } from '../../src/engine/docker/connect.ts'
import { sshArguments } from '../../src/engine/docker/ssh.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { FakeEngine } from '../../src/engine/fake/fake-engine.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'
import { WireDaemon } from '../support/wire-daemon.ts'

describe('an engine behind ssh', () => {
  const signal = new AbortController().signal
  const searchPath = process.env['PATH'] ?? ''
  let directory: TemporaryDirectory
  let fake: FakeEngine
  let daemon: WireDaemon
  let engine: Engine

  beforeEach(async () => {
    directory = await TemporaryDirectory.create()
    fake = new FakeEngine(['busybox:latest'])
    daemon = await WireDaemon.start(fake)
    process.env['PATH'] = `${directory.path}:${searchPath}`
    const endpoint = { kind: 'ssh', host: 'far', user: 'ann', port: 22 } as const
    engine = await connectEngine(
      { address: 'ssh://ann@far:22', why: 'the test says so', endpoint },
      { now: fake.clock.now },
    )
  })

  afterEach(async () => {
    process.env['PATH'] = searchPath
    await engine[Symbol.asyncDispose]()
    await daemon[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  /** A program called ssh, in the search path before the real one. */
  const install = async (script: string) => {
    await writeFile(directory.join('ssh'), `#!${process.execPath}\n${script}`)
    await chmod(directory.join('ssh'), 0o755)
  }

  const installRelay = () =>
    install(`
      const { appendFileSync } = require('node:fs')
      appendFileSync(${JSON.stringify(directory.join('calls'))}, process.argv.slice(2).join(' ') + '\\n')
      const socket = require('node:net').connect(${JSON.stringify(daemon.path)})
      process.stdin.pipe(socket)
      socket.pipe(process.stdout)
      socket.on('close', () => process.exit(0))
    `)

  it('is reached through the ssh program', async () => {
    await installRelay()
    const id = await engine.containers.create(
      { name: 'web', body: { Image: 'busybox:latest', HostConfig: {} } },
      signal,
    )
    await engine.containers.start(id, signal)
    fake.print(id, 'one\n')
    fake.exit(id, 0)
    const texts: string[] = []
    const options = { follow: true, timestamps: false, tty: false }
    for await (const batch of engine.containers.logs(id, options, signal)) {
      texts.push(...batch.map(({ bytes }) => Buffer.from(bytes).toString()))
    }
    expect(texts).toEqual(['one'])
    const [call] = (await readFile(directory.join('calls'), 'utf8')).split('\n')
    expect(call).toBe('-l ann -p 22 -o ConnectTimeout=30 -T -- far docker system dial-stdio')
  })

  it('is not reached for the reason that ssh gives', async () => {
    await install(`console.error('Host key verification failed.'); process.exitCode = 255`)
    await expect(engine.containers.list({}, signal)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'cannot reach the engine at ssh://far (Host key verification failed.)',
    })
  })

  it('may have its socket elsewhere', () => {
    const words = sshArguments({ kind: 'ssh', host: 'far', socketPath: '/run/podman.sock' })
    expect(words.slice(-5)).toEqual(['docker', '--host', 'unix:///run/podman.sock', 'system', 'dial-stdio'])
  })
})
