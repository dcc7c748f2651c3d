import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../src/engine/log-frames.ts'
import { LineCursor } from '../../src/logs/line-cursor.ts'

const line = (timestamp: string, text: string): LogLine => ({
  stream: 'stdout',
  bytes: new TextEncoder().encode(text),
  timestamp,
})
const texts = (lines: readonly LogLine[]) => lines.map(({ bytes }) => new TextDecoder().decode(bytes))

describe('LineCursor', () => {
  it('leaves out lines of the last moment when read again from that moment', () => {
    const cursor = new LineCursor()
    cursor.pass([line('t1', 'a'), line('t2', 'b'), line('t2', 'c')])
    cursor.rewind()
    expect(texts(cursor.pass([line('t2', 'b'), line('t2', 'c'), line('t2', 'd'), line('t3', 'e')]))).toEqual([
      'd',
      'e',
    ])
  })

  it('keeps lines of one moment that come in two batches of one reading', () => {
    const cursor = new LineCursor()
    cursor.pass([line('t1', 'a')])
    expect(texts(cursor.pass([line('t1', 'b')]))).toEqual(['b'])
  })

  it('shows what a later run adds to a line without an end', () => {
    const cursor = new LineCursor()
    cursor.pass([{ ...line('t1', 'one'), unterminated: true }])
    cursor.rewind()
    expect(texts(cursor.pass([{ ...line('t1', 'onetwo'), unterminated: true }]))).toEqual(['two'])
    cursor.rewind()
    expect(texts(cursor.pass([line('t1', 'onetwothree'), line('t2', 'four')]))).toEqual(['three', 'four'])
  })

  it('shows every line once for any batches and any point of reading again', () => {
    const times = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(times, fc.array(fc.nat(30), { maxLength: 6 }), fc.nat(30), (steps, cuts, again) => {
        let time = 0
        const all = steps.map((step, index) => {
          time += step
          return line(`t${String(time).padStart(4, '0')}`, String(index))
        })
        const cursor = new LineCursor()
        const shown: string[] = []
        const read = (lines: readonly LogLine[]) => {
          const points = [
            0,
            ...cuts.filter((cut) => cut < lines.length).toSorted((a, b) => a - b),
            lines.length,
          ]
          for (let i = 1; i < points.length; i += 1)
            shown.push(...texts(cursor.pass(lines.slice(points[i - 1], points[i]))))
        }
        const end = Math.min(again, all.length)
        read(all.slice(0, end))
        cursor.rewind()
        const from = cursor.time
        read(all.filter(({ timestamp = '' }) => from === undefined || timestamp >= from))
        expect(shown).toEqual(all.map((_, index) => String(index)))
      }),
    )
  })
})
