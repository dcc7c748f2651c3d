import type { AgentKey } from './private-key.ts'
import { SshReader, sshNumber, sshText } from './ssh-wire.ts'

/** What is asked of an agent, and what it answers; all else is refused: nobody adds keys to ours. */
const asked = { identities: 11, signature: 13 } as const
const answered = { refused: 5, identities: 12, signature: 14 } as const

/** No request for keys or signatures is longer. */
const longestRequestBytes = 256 * 1024

/** An agent that holds some keys: turns what it is asked into what it answers, however the bytes are cut. Throws for what is no request. */
export async function* answerAsAgent(
  keys: readonly AgentKey[],
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    waiting = Buffer.concat([waiting, piece])
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE()
      if (length > longestRequestBytes)
        throw new Error(`a request of ${length} bytes to the agent is too long`)
      if (waiting.length < 4 + length) break
      yield sshText(answer(keys, waiting.subarray(4, 4 + length)))
      waiting = waiting.subarray(4 + length)
    }
  }
}

function answer(keys: readonly AgentKey[], request: Uint8Array): Uint8Array {
  if (request[0] === asked.identities) {
    const entries = keys.flatMap(({ blob }) => [sshText(blob), sshText('')])
    return Buffer.concat([Buffer.of(answered.identities), sshNumber(keys.length), ...entries])
  }
  const signature = request[0] === asked.signature ? signatureFor(keys, request) : undefined
  if (signature === undefined) return Buffer.of(answered.refused)
  return Buffer.concat([Buffer.of(answered.signature), sshText(signature)])
}

function signatureFor(keys: readonly AgentKey[], request: Uint8Array): Uint8Array | undefined {
  const reader = new SshReader(request.subarray(1))
  const blob = reader.bytes()
  const bytes = reader.bytes()
  const flags = reader.number()
  return keys.find((key) => key.blob.equals(blob))?.sign(bytes, flags)
}
