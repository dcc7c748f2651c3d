import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frame, messagesIn } from '../../src/build/grpc/frames.ts'
import { encodeMessage, errorIn } from '../../src/build/grpc/status.ts'
import { bytesOf, entryOf, MessageWriter, numberOf, readFields, textOf } from '../../src/build/grpc/wire.ts'

describe('a message', () => {
  it('is as protobuf writes it', () => {
    const inner = new MessageWriter().text(1, 'k').text(2, 'v')
    const bytes = new MessageWriter().integer(1, 300).text(2, 'hi').message(7, inner).finish()
    expect(Buffer.from(bytes).toString('hex')).toBe('08ac021202686933'.slice(0, 14) + '3a060a016b120176')
  })

  it('leaves out what is empty', () => {
    expect(new MessageWriter().integer(1, 0).text(2, '').flag(3, false).map(4, {}).finish()).toHaveLength(0)
  })

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.string(), fc.uint8Array(), (number, text, bytes) => {
        const message = new MessageWriter().integer(1, number).text(2, text).bytes(900, bytes).finish()
        const fields = new Map([...readFields(message)].map((field) => [field.number, field]))
        const [one, two, last] = [1, 2, 900].map((key) => fields.get(key))
        expect(one === undefined ? 0 : numberOf(one)).toBe(number)
        expect(two === undefined ? '' : textOf(two)).toBe(text)
        expect(last === undefined ? undefined : Buffer.from(bytesOf(last))).toEqual(Buffer.from(bytes))
      }),
    )
  })

  it('writes maps in the order of their keys', () => {
    const message = new MessageWriter().map(4, { b: '2', a: '1' }).finish()
    expect([...readFields(message)].map(entryOf)).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
  })

  it.each([
    ['ends within a field', '0a05'],
    ['has no end', '08ff'],
    ['no type that protobuf knows', '0b'],
  ])('that %s is refused', (why, hex) => {
    expect(() => [...readFields(Buffer.from(hex, 'hex'))]).toThrow(why)
  })
})

describe('messagesIn', () => {
  async function read(pieces: readonly Uint8Array[]): Promise<readonly string[]> {
    const messages: string[] = []
    for await (const message of messagesIn(stream(pieces)))
      messages.push(Buffer.from(message).toString('hex'))
    return messages
  }

  async function* stream(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    yield* pieces
  }

  it('finds messages however they are cut', async () => {
    const inputs = fc.tuple(fc.array(fc.uint8Array({ maxLength: 20 })), fc.array(fc.nat(9), { minLength: 1 }))
    await fc.assert(
      fc.asyncProperty(inputs, async ([messages, sizes]) => {
        const bytes = Buffer.concat(messages.map(frame))
        const pieces: Uint8Array[] = []
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1
          pieces.push(bytes.subarray(at, at + size))
          at += size
        }
        expect(await read(pieces)).toEqual(messages.map((message) => Buffer.from(message).toString('hex')))
      }),
    )
  })

  it('refuses a stream that is cut off', async () => {
    await expect(read([frame(Buffer.from('abc')).subarray(0, 6)])).rejects.toThrow('ends within a message')
  })

  it('refuses what is compressed', async () => {
    await expect(read([Buffer.from([1, 0, 0, 0, 0])])).rejects.toThrow('compressed')
  })
})

describe('the status of a call', () => {
  it('is read from trailers', () => {
    const detail = new MessageWriter().text(1, 'a/type').bytes(2, Buffer.from('{}'))
    const status = new MessageWriter().integer(1, 5).message(3, detail).finish()
    const error = errorIn({
      'grpc-status': '5',
      'grpc-message': encodeMessage('nö: 100%'),
      'grpc-status-details-bin': Buffer.from(status).toString('base64'),
    })
    expect(error?.code).toBe(5)
    expect(error?.message).toBe('nö: 100%')
    expect(error?.details.map(({ type }) => type)).toEqual(['a/type'])
  })

  it('is no error where the call ended well', () => {
    expect(errorIn({ 'grpc-status': '0' })).toBeUndefined()
  })
})
