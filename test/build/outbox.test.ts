import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Outbox } from '../../src/build/grpc/outbox.ts'

const never = new AbortController().signal
const envelopeBytes = 5

describe('Outbox', () => {
  it('writes small messages together, at the end of the turn', async () => {
    const stream = new PassThrough()
    const outbox = new Outbox(stream, never)
    await outbox.send(Buffer.from('one'))
    await outbox.send(Buffer.from('two'))
    expect(stream.readableLength).toBe(0)
    await new Promise((resolve) => setImmediate(resolve))
    expect(stream.readableLength).toBe(2 * (envelopeBytes + 3))
  })

  it('holds who sends until a slow reader has taken what there is', async () => {
    const stream = new PassThrough()
    const outbox = new Outbox(stream, never)
    let isThrough = false
    const sending = outbox.send(Buffer.alloc(2_000_000)).then(() => (isThrough = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(isThrough).toBe(false)
    stream.resume()
    expect(await sending).toBe(true)
  })

  it('writes what waits when it is told to', async () => {
    const stream = new PassThrough()
    const outbox = new Outbox(stream, never)
    await outbox.send(Buffer.from('last'))
    outbox.flush()
    expect(stream.readableLength).toBe(envelopeBytes + 4)
  })

  it('sends nothing to who has gone', async () => {
    const gone = AbortSignal.abort(new Error('gone'))
    await expect(new Outbox(new PassThrough(), gone).send(Buffer.from('x'))).rejects.toThrow('gone')
  })
})
