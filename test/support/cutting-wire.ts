import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { join } from 'node:path'
import { locateEngine } from '../../src/engine/docker/locate.ts'
import { TemporaryDirectory } from './temporary-directory.ts'

/** A way to the engine that can be cut: what goes over it then is lost, and who comes later gets through again. */
export class CuttingWire implements AsyncDisposable {
  readonly #directory: TemporaryDirectory
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(directory: TemporaryDirectory, server: Server) {
    this.#directory = directory
    this.#server = server
  }

  static async start(): Promise<CuttingWire> {
    const { endpoint, address } = await locateEngine({ environment: process.env })
    if (endpoint.kind !== 'socket')
      throw new Error(`only a socket can be cut, and the engine is at ${address}`)
    const server = createServer({ allowHalfOpen: true })
    const wire = new CuttingWire(await TemporaryDirectory.create(), server)
    server.on('connection', (near) => {
      wire.#join(near, connect({ path: endpoint.path, allowHalfOpen: true }))
    })
    server.listen(wire.path)
    await once(server, 'listening')
    return wire
  }

  get path(): string {
    return join(this.#directory.path, 'wire.sock')
  }

  /** For the surroundings of a command. */
  get environment(): Readonly<Record<string, string>> {
    return { DOCKER_HOST: `unix://${this.path}` }
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        this.#sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    this.#server.close()
    await this.#directory[Symbol.asyncDispose]()
  }
}
