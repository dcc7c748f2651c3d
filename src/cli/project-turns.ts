import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/**
 * Waits for the turn of this process among those that use the same key, and holds it until disposed of, or until the process
 * ends however it ends. The turn is a socket that only one process can listen on; the others are connected to it and are
 * woken when it closes.
 */
export async function takeTurn(key: string, signal: AbortSignal): Promise<Disposable> {
  const path = addressOf(key)
  for (;;) {
    signal.throwIfAborted()
    const held = await listen(path)
    if (held !== undefined) return held
    const isAnswered = await turnEnds(path, signal)
    // Nobody listens: the file was left by a process that was killed. Abstract addresses leave nothing.
    if (!isAnswered && !path.startsWith('\0')) rmSync(path, { force: true })
  }
}

/** Linux has addresses that vanish with their process. */
function addressOf(key: string): string {
  const name = `gantry-${userInfo().uid}-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`)
}

/** Undefined when another process has the turn. */
function listen(path: string): Promise<Disposable | undefined> {
  const waiting = new Set<Socket>()
  const server = createServer((socket) => {
    waiting.add(socket.unref())
    socket.on('error', () => undefined).on('close', () => waiting.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(path, () => resolve(holding(server.unref(), waiting)))
  })
}

function holding(server: Server, waiting: ReadonlySet<Socket>): Disposable {
  return {
    [Symbol.dispose]: () => {
      server.close()
      for (const socket of waiting) socket.destroy()
    },
  }
}

/** Resolves when the holder lets go; with `false` when there is none. */
async function turnEnds(path: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    let isAnswered = false
    const abort = () => {
      socket.destroy()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    socket
      .on('connect', () => (isAnswered = true))
      .on('error', () => undefined)
      .on('close', () => {
        signal.removeEventListener('abort', abort)
        resolve(isAnswered)
      })
  })
}
