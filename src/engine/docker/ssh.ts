import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { Duplex } from 'node:stream'
import { EngineError } from '../errors.ts'
import type { SshEndpoint } from './location.ts'

/**
 * A byte stream to an engine on another machine, through the system's own `ssh`, so that its configuration, keys, agent, jump
 * hosts and known hosts apply. The other machine needs the docker command, as it does for Docker's own client.
 */
export function openSsh(endpoint: SshEndpoint): Duplex {
  return new SshStream(endpoint.host, spawn('ssh', sshArguments(endpoint), { stdio: 'pipe' }))
}

export function sshArguments(endpoint: SshEndpoint): readonly string[] {
  const remote = endpoint.socketPath === undefined ? [] : ['--host', `unix://${endpoint.socketPath}`]
  return [
    ...(endpoint.user === undefined ? [] : ['-l', endpoint.user]),
    ...(endpoint.port === undefined ? [] : ['-p', String(endpoint.port)]),
    '-o',
    'ConnectTimeout=30',
    '-T',
    '--',
    endpoint.host,
    'docker',
    ...remote,
    'system',
    'dial-stdio',
  ]
}

/** What `ssh` says when it gives up is the only explanation there is, so the last of it is kept. */
const keptErrorCharacters = 2000

/** A child's standard input and output as one stream, with the socket methods that an HTTP agent calls. */
class SshStream extends Duplex {
  readonly #host: string
  readonly #child: ChildProcessWithoutNullStreams
  #said = ''

  constructor(host: string, child: ChildProcessWithoutNullStreams) {
    super({ allowHalfOpen: true })
    this.#host = host
    this.#child = child
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-keptErrorCharacters)
    })
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause()
    })
    child.stdin.on('error', () => {})
    child.on('error', (cause) => this.#fail('ssh could not be run', cause))
    child.on('close', (code) => {
      if (code === 0 || code === null) this.push(null)
      else this.#fail(this.#said.trim() === '' ? `ssh exited with ${code}` : this.#said.trim())
    })
  }

  #fail(message: string, cause?: unknown): void {
    this.destroy(
      new EngineError('unreachable', `cannot reach the engine at ssh://${this.#host} (${message})`, {
        cause,
      }),
    )
  }

  override _read(): void {
    this.#child.stdout.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin.write(chunk, done)
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#child.kill()
    done(error)
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  setTimeout(): this {
    return this
  }

  ref(): this {
    this.#child.ref()
    return this
  }

  /** A kept connection does not keep the process. */
  unref(): this {
    this.#child.unref()
    return this
  }
}
