import { describe, expect, it } from 'vitest'
import { deferred } from '../../src/async/deferred.ts'
import { GrpcClient } from '../../src/build/grpc/client.ts'
import { GrpcServer, type GrpcMethods } from '../../src/build/grpc/server.ts'
import { GrpcError } from '../../src/build/grpc/status.ts'
import { socketPair } from './socket-pair.ts'

const never = new AbortController().signal

async function connected(methods: GrpcMethods) {
  const pair = await socketPair()
  const server = new GrpcServer(pair.far, methods)
  const client = new GrpcClient(pair.near)
  return {
    pair,
    client,
    [Symbol.asyncDispose]: async () => {
      client[Symbol.dispose]()
      server[Symbol.dispose]()
      await pair[Symbol.asyncDispose]()
    },
  }
}

describe('gRPC over a connection', () => {
  it('answers one message with one', async () => {
    await using ends = await connected(
      new Map([
        [
          '/a.B/Echo',
          async ({ messages, send, metadata }) => {
            for await (const message of messages)
              await send(Buffer.from(`${Buffer.from(message).toString()} ${metadata('x').join('|')}`))
          },
        ],
      ]),
    )
    const options = { signal: never, metadata: { x: 'one, two' } }
    const answer = await ends.client.call('/a.B/Echo', Buffer.from('hello'), options)
    expect(Buffer.from(answer).toString()).toBe('hello one, two')
  })

  it('streams large answers to the end', async () => {
    const piece = Buffer.alloc(100_000, 'x')
    await using ends = await connected(
      new Map([
        [
          '/a.B/Many',
          async ({ send }) => {
            for (let count = 0; count < 50; count += 1) await send(piece)
          },
        ],
      ]),
    )
    let size = 0
    for await (const message of ends.client.stream('/a.B/Many', Buffer.alloc(0), { signal: never }))
      size += message.length
    expect(size).toBe(5_000_000)
  })

  it('tells why a call did not end well', async () => {
    await using ends = await connected(
      new Map([['/a.B/Fail', () => Promise.reject(new GrpcError(5, 'not – here'))]]),
    )
    await expect(ends.client.call('/a.B/Fail', Buffer.alloc(0), { signal: never })).rejects.toMatchObject({
      code: 5,
      message: 'not – here',
    })
  })

  it('says that a method is not there', async () => {
    await using ends = await connected(new Map())
    await expect(ends.client.call('/a.B/None', Buffer.alloc(0), { signal: never })).rejects.toMatchObject({
      code: 12,
    })
  })

  it('ends the call at the other end when it is given up', async () => {
    const abort = new AbortController()
    const gone = deferred<string>()
    await using ends = await connected(
      new Map([
        [
          '/a.B/Wait',
          async ({ signal }) => {
            const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
            abort.abort(new Error('enough'))
            await ended
            gone.resolve('gone')
          },
        ],
      ]),
    )
    const call = ends.client.call('/a.B/Wait', Buffer.alloc(0), { signal: abort.signal })
    await expect(call).rejects.toThrow('enough')
    expect(await gone.promise).toBe('gone')
  })

  it('says that the connection was lost', async () => {
    await using ends = await connected(
      new Map([
        [
          '/a.B/Cut',
          async () => {
            ends.pair.far.destroy()
          },
        ],
      ]),
    )
    await expect(ends.client.call('/a.B/Cut', Buffer.alloc(0), { signal: never })).rejects.toMatchObject({
      code: 14,
    })
  })
})
