import { once } from 'node:events'
import { connect } from 'node:net'
import type { AgentSource } from '../agents.ts'
import type { GrpcCall } from '../grpc/server.ts'
import { bytesOf, MessageWriter, readFields } from '../grpc/wire.ts'
import { answerAsAgent } from '../ssh/key-agent.ts'

/** Passes bytes between a step of a build and the agent that has the keys: one that runs here, or ourselves. */
export async function forwardAgent(call: GrpcCall, agent: AgentSource): Promise<void> {
  if (agent.kind === 'keys') await sendAnswers(call, answerAsAgent(agent.keys, piecesOf(call)))
  else await forwardSocket(call, agent.path)
}

async function forwardSocket(call: GrpcCall, path: string): Promise<void> {
  const socket = connect(path)
  const onGone = (): void => void socket.destroy()
  call.signal.addEventListener('abort', onGone, { once: true })
  try {
    await once(socket, 'connect', { signal: call.signal })
    const answers = sendAnswers(call, socket)
    for await (const piece of piecesOf(call)) socket.write(piece)
    socket.end()
    await answers
  } finally {
    call.signal.removeEventListener('abort', onGone)
    socket.destroy()
  }
}

async function* piecesOf({ messages }: GrpcCall): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const message of messages)
    for (const field of readFields(message)) if (field.number === 1) yield bytesOf(field)
}

async function sendAnswers({ send }: GrpcCall, answers: AsyncIterable<unknown>): Promise<void> {
  for await (const bytes of answers)
    if (bytes instanceof Uint8Array) await send(new MessageWriter().bytes(1, bytes).finish())
}
