import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dechunk } from '../../src/engine/docker/dechunk.ts'

async function* inPieces(text: string, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted(
    (left, right) => left - right,
  )
  for (const [index, from] of places.slice(0, -1).entries()) {
    const piece = Buffer.from(bytes.subarray(from, places[index + 1]))
    if (piece.length > 0) yield piece
  }
}

async function contents(text: string, cuts: readonly number[] = []): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of dechunk(inPieces(text, cuts))) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

function chunked(chunks: readonly string[]): string {
  return `${chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`
}

describe('dechunk', () => {
  it('puts the chunks together', async () => {
    expect(await contents(chunked(['one ', 'two ', 'three']))).toBe('one two three')
  })

  it('skips extensions and trailers', async () => {
    expect(await contents('3;name=value\r\nabc\r\n0\r\nTrailer: x\r\n\r\n')).toBe('abc')
  })

  it('gives one piece for each piece it gets', async () => {
    let pieces = 0
    for await (const piece of dechunk(inPieces(chunked(['a', 'b'.repeat(100), 'c']), [])))
      pieces += piece.length === 0 ? 0 : 1
    expect(pieces).toBe(1)
  })

  it('rejects a body that ends too early', async () => {
    await expect(contents('5\r\nabc')).rejects.toMatchObject({ kind: 'unreachable' })
    await expect(contents('3\r\nabc\r\n')).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('rejects what has no sizes', async () => {
    await expect(contents('hello')).rejects.toMatchObject({ kind: 'failed' })
  })

  it('gives the same content wherever its input is cut', async () => {
    const chunks = fc.array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(chunks, fc.array(fc.nat(), { maxLength: 30 }), async (written, cuts) => {
        expect(await contents(chunked(written), cuts)).toBe(written.join(''))
      }),
    )
  })
})
