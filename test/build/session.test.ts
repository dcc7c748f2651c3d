import { describe, expect, it } from 'vitest'
import { readRequest } from '../../src/build/session/file-packets.ts'
import { sessionMethods, type SessionOffer } from '../../src/build/session/session.ts'
import type { GrpcCall } from '../../src/build/grpc/server.ts'
import { bytesOf, MessageWriter, numberOf, readFields, textOf } from '../../src/build/grpc/wire.ts'
import { treeOf } from './tree-of.ts'

const offer: SessionOffer = {
  trees: new Map([['context', treeOf(['a/b', 'c', 'link -> c', 'skip/me'])]]),
  secrets: new Map([['token', () => Promise.resolve(Buffer.from('hush'))]]),
  agents: new Map(),
  stores: new Map(),
  login: (host) => Promise.resolve(host === 'known:5000' ? { username: 'me', secret: 'pass' } : undefined),
}

/** What a method answers to these messages; more may be asked for what it has said so far. */
async function ask(
  path: string,
  messages: AsyncIterable<Uint8Array>,
  metadata: Readonly<Record<string, readonly string[]>> = {},
): Promise<readonly Uint8Array[]> {
  const answers: Uint8Array[] = []
  const call: GrpcCall = {
    metadata: (name) => metadata[name] ?? [],
    messages,
    send: (message) => {
      answers.push(message)
      return Promise.resolve()
    },
    signal: new AbortController().signal,
  }
  await sessionMethods(offer).get(path)?.(call)
  return answers
}

async function* one(...messages: readonly MessageWriter[]): AsyncGenerator<Uint8Array> {
  for (const message of messages) yield message.finish()
}

function texts(message: Uint8Array | undefined): readonly string[] {
  return [...readFields(message ?? new Uint8Array())].map(textOf)
}

describe('the session of a build', () => {
  it('offers no agent where there is none', () => {
    expect([...sessionMethods(offer).keys()]).toEqual([
      '/grpc.health.v1.Health/Check',
      '/moby.filesync.v1.Auth/Credentials',
      '/moby.filesync.v1.FileSync/DiffCopy',
      '/moby.buildkit.secrets.v1.Secrets/GetSecret',
    ])
  })

  it('gives a secret to who knows its id', async () => {
    const path = '/moby.buildkit.secrets.v1.Secrets/GetSecret'
    expect(texts((await ask(path, one(new MessageWriter().text(1, 'token'))))[0])).toEqual(['hush'])
    const unknown = ask(path, one(new MessageWriter().text(1, 'other')))
    await expect(unknown).rejects.toMatchObject({ code: 5, message: 'the build has no secret "other"' })
  })

  it('gives the login of a registry, and nothing for others', async () => {
    const path = '/moby.filesync.v1.Auth/Credentials'
    expect(texts((await ask(path, one(new MessageWriter().text(1, 'known:5000'))))[0])).toEqual([
      'me',
      'pass',
    ])
    expect(texts((await ask(path, one(new MessageWriter().text(1, 'other'))))[0])).toEqual([])
  })

  it('refuses a directory that was not lent', async () => {
    const asked = ask('/moby.filesync.v1.FileSync/DiffCopy', one(), { 'dir-name': ['etc'] })
    await expect(asked).rejects.toThrow('no directory is lent as "etc"')
  })
})

interface Packet {
  readonly type: number
  readonly id: number
  readonly path: string
  readonly data: string
}

function packetOf(message: Uint8Array): Packet {
  let packet: Packet = { type: 0, id: 0, path: '', data: '' }
  for (const field of readFields(message)) {
    if (field.number === 1) packet = { ...packet, type: numberOf(field) }
    if (field.number === 2) packet = { ...packet, path: texts(bytesOf(field))[0] ?? '' }
    if (field.number === 3) packet = { ...packet, id: numberOf(field) }
    if (field.number === 4) packet = { ...packet, data: textOf(field) }
  }
  return packet
}

const request = (id: number) => new MessageWriter().integer(1, 1).integer(3, id)
const finish = new MessageWriter().integer(1, 3)

describe('sending the files of a context', () => {
  const path = '/moby.filesync.v1.FileSync/DiffCopy'

  it('lists them, sends what is asked for, and ends when the receiver does', async () => {
    const metadata = { 'dir-name': ['context'], 'exclude-patterns': ['skip'] }
    const packets = (await ask(path, afterListing([request(1), request(2), finish]), metadata)).map(packetOf)
    expect(packets.filter(({ type }) => type === 0).map((packet) => packet.path)).toEqual([
      'a',
      'a/b',
      'c',
      'link',
      '',
    ])
    const pieces = packets.filter(({ type }) => type === 2).map(({ id, data }) => `${id} ${data}`)
    expect(pieces.toSorted()).toEqual(['1 ', '1 a/b', '2 ', '2 c'])
    expect(packets.at(-1)?.type).toBe(3)
  })

  it('follows links where paths are asked for', async () => {
    const metadata = { 'dir-name': ['context'], followpaths: ['link'] }
    const packets = (await ask(path, afterListing([finish]), metadata)).map(packetOf)
    expect(packets.filter(({ type }) => type === 0).map((packet) => packet.path)).toEqual(['c', 'link', ''])
  })

  it('reads patterns that were encoded for the header', async () => {
    const metadata = {
      'dir-name': ['context'],
      'exclude-patterns': ['%73kip', 'a+b', '%C3%A9'],
      'exclude-patterns-encoded': ['1'],
    }
    const packets = (await ask(path, afterListing([finish]), metadata)).map(packetOf)
    expect(packets.map((packet) => packet.path)).not.toContain('skip')
  })

  it('fails as the receiver does', async () => {
    const refusal = new MessageWriter().integer(1, 4).text(4, 'disk full')
    const asked = ask(path, afterListing([refusal]), { 'dir-name': ['context'] })
    await expect(asked).rejects.toThrow('disk full')
  })

  it('refuses what is no file', async () => {
    const asked = ask(path, afterListing([request(0)]), { 'dir-name': ['context'] })
    await expect(asked).rejects.toThrow('there is no file 0')
  })
})

/** The receiver asks once the listing has come: a few turns are enough for a tree in memory. */
async function* afterListing(messages: readonly MessageWriter[]): AsyncGenerator<Uint8Array> {
  await new Promise((resolve) => setImmediate(resolve))
  yield* one(...messages)
}

describe('readRequest', () => {
  it('knows what the receiver says', () => {
    expect(readRequest(request(7).finish())).toEqual({ kind: 'wanted', id: 7 })
    expect(readRequest(finish.finish())).toEqual({ kind: 'finished' })
    expect(readRequest(new MessageWriter().integer(1, 9).finish())).toEqual({ kind: 'other' })
  })
})
