import { describe, expect, it } from 'vitest'
import { answerAsAgent } from '../../../src/build/ssh/key-agent.ts'
import { readPrivateKey } from '../../../src/build/ssh/private-key.ts'
import { SshReader, sshNumber, sshText } from '../../../src/build/ssh/ssh-wire.ts'
import { opensshKeys } from './openssh-keys.ts'

const keys = opensshKeys.map(([, secret]) => readPrivateKey(secret))

const identities = sshText(Buffer.of(11))

function signature(blob: Uint8Array): Buffer {
  return sshText(Buffer.concat([Buffer.of(13), sshText(blob), sshText('bytes'), sshNumber(4)]))
}

/** The answers, without their lengths. */
async function answers(...pieces: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  const found: Buffer[] = []
  for await (const answer of answerAsAgent(keys, asTheyCome(pieces)))
    found.push(new SshReader(answer).bytes())
  return found
}

async function* asTheyCome(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

describe('answerAsAgent', () => {
  it('shows the public halves of its keys', async () => {
    const [answer = Buffer.alloc(0)] = await answers(identities)
    const reader = new SshReader(answer.subarray(1))
    const count = reader.number()
    const blobs = keys.map(() => [reader.bytes().toString('base64'), reader.text()])
    expect([answer[0], count, blobs]).toEqual([12, 3, opensshKeys.map(([, , open]) => [open, ''])])
  })

  it('signs with the key that is asked for', async () => {
    const [answer = Buffer.alloc(0)] = await answers(signature(keys[2]?.blob ?? Buffer.alloc(0)))
    const name = new SshReader(new SshReader(answer.subarray(1)).bytes()).text()
    expect([answer[0], name]).toEqual([14, 'rsa-sha2-512'])
  })

  it('refuses keys it has not, and to take any', async () => {
    expect(await answers(signature(Buffer.from('other')), sshText(Buffer.of(17)))).toEqual([
      Buffer.of(5),
      Buffer.of(5),
    ])
  })

  it('puts requests together that come in pieces', async () => {
    const bytes = Buffer.concat([identities, identities])
    const pieces = Array.from(bytes, (byte) => Buffer.of(byte))
    expect((await answers(...pieces)).map((answer) => answer[0])).toEqual([12, 12])
  })

  it('ends with who asks for too much', async () => {
    await expect(answers(sshNumber(2 ** 30))).rejects.toThrow('is too long')
  })
})
