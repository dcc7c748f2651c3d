import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SocketPair extends AsyncDisposable {
  readonly near: Socket
  readonly far: Socket
}

/** Two ends of one connection. */
export async function socketPair(): Promise<SocketPair> {
  const directory = await mkdtemp(join(tmpdir(), 'gantry-pair-'))
  const server = createServer()
  const path = join(directory, 'socket')
  server.listen(path)
  await once(server, 'listening')
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const near = connect(path)
  const far = await accepted
  return {
    near,
    far,
    [Symbol.asyncDispose]: async () => {
      near.destroy()
      far.destroy()
      server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
