import { once } from 'node:events'
import { connect } from 'node:net'
import type { GrpcCall } from '../grpc/server.ts'
import { bytesOf, MessageWriter, readFields } from '../grpc/wire.ts'

/** Passes bytes between a step of a build and the agent that has the keys. */
export async function forwardAgent(call: GrpcCall, path: string): Promise<void> {
  const socket = connect(path)
  const onGone = (): void => void socket.destroy()
  call.signal.addEventListener('abort', onGone, { once: true })
  try {
    await once(socket, 'connect', { signal: call.signal })
    const answers = sendAnswers(call, socket)
    for await (const message of call.messages)
      for (const field of readFields(message)) if (field.number === 1) socket.write(bytesOf(field))
    socket.end()
    await answers
  } finally {
    call.signal.removeEventListener('abort', onGone)
    socket.destroy()
  }
}

async function sendAnswers({ send }: GrpcCall, socket: AsyncIterable<unknown>): Promise<void> {
  for await (const bytes of socket)
    if (bytes instanceof Uint8Array) await send(new MessageWriter().bytes(1, bytes).finish())
}
