import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../src/engine/errors.ts'
import { decodeLogs } from '../../src/engine/log-frames.ts'
import { longestLineBytes } from '../../src/engine/log-lines.ts'
import type { LogLine } from '../../src/engine/log-frames.ts'

const stamp = '2026-01-31T12:00:00.123456789Z'

function frame(stream: number, payload: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(payload)
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0])
  header.writeUInt32BE(bytes.length, 4)
  return Buffer.concat([header, bytes])
}

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted(
    (left, right) => left - right,
  )
  for (const [index, from] of places.slice(0, -1).entries()) yield bytes.slice(from, places[index + 1])
}

async function decode(
  frames: readonly Uint8Array[],
  options: { tty?: boolean; timestamps?: boolean; linesInFull?: boolean; cuts?: readonly number[] } = {},
) {
  const lines: LogLine[] = []
  const chunks = inPieces(Buffer.concat(frames), options.cuts ?? [])
  const { tty = false, timestamps = false, linesInFull = false } = options
  for await (const batch of decodeLogs(chunks, { tty, timestamps, linesInFull })) lines.push(...batch)
  return lines.map(({ bytes, ...line }) => ({ ...line, text: Buffer.from(bytes).toString('latin1') }))
}

describe('decodeLogs', () => {
  it('tells the streams apart', async () => {
    expect(await decode([frame(1, 'out\n'), frame(2, 'err\n'), frame(0, 'in\n')])).toEqual([
      { stream: 'stdout', text: 'out' },
      { stream: 'stderr', text: 'err' },
      { stream: 'stdout', text: 'in' },
    ])
  })

  it('joins a line whose parts are in several frames, between those of the other stream', async () => {
    expect(
      await decode([frame(1, 'one '), frame(2, 'other '), frame(1, 'line\n'), frame(2, 'line\n')]),
    ).toEqual([
      { stream: 'stdout', text: 'one line' },
      { stream: 'stderr', text: 'other line' },
    ])
  })

  it('finds several lines in a frame, empty ones too', async () => {
    expect((await decode([frame(1, 'a\n\nb\r\n')])).map(({ text }) => text)).toEqual(['a', '', 'b\r'])
  })

  it('marks a last line without a newline', async () => {
    expect(await decode([frame(1, 'a\nb'), frame(2, 'c')])).toEqual([
      { stream: 'stdout', text: 'a' },
      { stream: 'stdout', text: 'b', unterminated: true },
      { stream: 'stderr', text: 'c', unterminated: true },
    ])
  })

  it('takes the timestamp off each record and keeps that of the first', async () => {
    const later = stamp.replace('123456789', '999999999')
    expect(
      await decode([frame(1, `${stamp} one `), frame(1, `${later} line\n`), frame(1, `${later} \n`)], {
        timestamps: true,
      }),
    ).toEqual([
      { stream: 'stdout', text: 'one line', timestamp: stamp },
      { stream: 'stdout', text: '', timestamp: later },
    ])
  })

  describe('of an engine that gives lines in full', () => {
    const later = stamp.replace('123456789', '999999999')
    const record = 'x'.repeat(16 * 1024)

    it('begins a new line where the last one of a run has no newline', async () => {
      const written = [frame(1, 'a'), frame(2, 'other\n'), frame(1, 'b\n')]
      expect(await decode(written, { linesInFull: true })).toEqual([
        { stream: 'stderr', text: 'other' },
        { stream: 'stdout', text: 'a', unterminated: true },
        { stream: 'stdout', text: 'b' },
      ])
    })

    it('knows the parts of a long line by their length', async () => {
      const written = [frame(1, record), frame(1, 'end'), frame(1, record), frame(1, '\n')]
      const lines = await decode(written, { linesInFull: true })
      expect(lines.map(({ text, unterminated }) => [text.length, unterminated])).toEqual([
        [record.length + 3, true],
        [record.length, undefined],
      ])
    })

    it('joins short parts of one timestamp, and no others', async () => {
      const written = [frame(1, `${stamp} a`), frame(1, `${stamp} b`), frame(1, `${later} c\n`)]
      expect(await decode(written, { linesInFull: true, timestamps: true })).toEqual([
        { stream: 'stdout', text: 'ab', timestamp: stamp, unterminated: true },
        { stream: 'stdout', text: 'c', timestamp: later },
      ])
    })
  })

  it('rejects with the message of the engine in an error frame', async () => {
    await expect(decode([frame(1, 'a\n'), frame(3, 'the log is broken\n')])).rejects.toThrow(
      new EngineError('failed', 'the log is broken'),
    )
  })

  it('rejects what is not in its format', async () => {
    await expect(decode([Buffer.from('plain text of a terminal\n')])).rejects.toMatchObject({
      name: 'EngineError',
      kind: 'failed',
    })
  })

  it('passes a line on in pieces when it is longer than the memory it may take', async () => {
    const half = 'x'.repeat(longestLineBytes / 2)
    const lines = await decode([frame(1, half), frame(1, half), frame(1, 'end\n')])
    expect(lines.map(({ text, continues }) => [text.length, continues])).toEqual([
      [longestLineBytes, true],
      [3, undefined],
    ])
  })

  it('gives one batch for each chunk that completes a line', async () => {
    async function* chunks() {
      yield frame(1, 'a\nb\n')
      yield frame(1, 'c')
      yield frame(1, '\n')
    }
    const sizes: number[] = []
    for await (const batch of decodeLogs(chunks(), { tty: false, timestamps: false }))
      sizes.push(batch.length)
    expect(sizes).toEqual([2, 1])
  })

  describe('of a terminal', () => {
    it('splits bare text', async () => {
      expect(await decode([Buffer.from('a\r\nb')], { tty: true })).toEqual([
        { stream: 'stdout', text: 'a\r' },
        { stream: 'stdout', text: 'b', unterminated: true },
      ])
    })

    it('finds the timestamps inside a line longer than a record', async () => {
      const record = 'x'.repeat(16 * 1024)
      const text = `${stamp} ${record}${stamp} ${record}${stamp} end\n${stamp} next\n`
      expect(await decode([Buffer.from(text)], { tty: true, timestamps: true })).toEqual([
        { stream: 'stdout', text: `${record}${record}end`, timestamp: stamp },
        { stream: 'stdout', text: 'next', timestamp: stamp },
      ])
    })
  })

  describe('of a terminal whose runs end without a newline', () => {
    const options = { tty: true, timestamps: true, linesInFull: true }
    const later = stamp.replace('123456789', '999999999')
    const earlier = stamp.replace('123456789', '000000001')

    it('begins a new line with the next run', async () => {
      const record = 'x'.repeat(16 * 1024)
      const text = `${stamp} one${later} ${record}${later} end\r\n`
      expect(await decode([Buffer.from(text)], options)).toEqual([
        { stream: 'stdout', text: 'one', timestamp: stamp, unterminated: true },
        { stream: 'stdout', text: `${record}end\r`, timestamp: later },
      ])
    })

    it('leaves the times that the program wrote', async () => {
      const text = `${stamp} at ${earlier} and ${stamp} it was\n`
      expect(await decode([Buffer.from(text)], options)).toEqual([
        { stream: 'stdout', text: `at ${earlier} and ${stamp} it was`, timestamp: stamp },
      ])
    })
  })

  const records = fc.array(
    fc.record({
      stream: fc.constantFrom(1, 2),
      payload: fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', '\0'), maxLength: 40 }),
    }),
    { maxLength: 20 },
  )
  const cuts = fc.array(fc.nat(), { maxLength: 20 })

  it('gives the same lines wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        cuts,
        fc.boolean(),
        fc.boolean(),
        async (written, places, timestamps, linesInFull) => {
          const frames = written.map(({ stream, payload }) =>
            frame(stream, timestamps ? `${stamp} ${payload}` : payload),
          )
          expect(await decode(frames, { timestamps, linesInFull, cuts: places })).toEqual(
            await decode(frames, { timestamps, linesInFull }),
          )
        },
      ),
    )
  })

  it('loses and adds no byte', async () => {
    await fc.assert(
      fc.asyncProperty(records, cuts, async (written, places) => {
        const lines = await decode(
          written.map(({ stream, payload }) => frame(stream, payload)),
          { cuts: places },
        )
        const textOf = (stream: string) =>
          lines
            .filter((line) => line.stream === stream)
            .map(({ text, unterminated }) => text + (unterminated === true ? '' : '\n'))
            .join('')
        const given = (number: number) =>
          Buffer.from(
            written
              .filter(({ stream }) => stream === number)
              .map(({ payload }) => payload)
              .join(''),
          ).toString('latin1')
        expect([textOf('stdout'), textOf('stderr')]).toEqual([given(1), given(2)])
      }),
    )
  })
})
