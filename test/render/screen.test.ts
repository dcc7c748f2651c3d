import { describe, expect, it } from 'vitest'
import { Screen } from '../../src/render/screen.ts'
import { memorySink } from '../support/memory-sink.ts'

function painted(...frames: readonly (readonly string[])[]): readonly string[] {
  const sink = memorySink({ columns: 80 })
  const screen = new Screen(sink)
  return frames.map((lines) => {
    const before = sink.text().length
    screen.paint(lines)
    return sink.text().slice(before).replaceAll('\u001B', '^')
  })
}

describe('Screen', () => {
  it('writes only lines that changed', () => {
    const [, second] = painted(['head', 'one', 'two'], ['head', 'ONE', 'two'])
    expect(second).toBe('^[?2026h^[?25l^[3A\r\n\rONE^[K\n\n^[?2026l')
  })

  it('writes nothing when nothing changed', () => {
    expect(painted(['a'], ['a'])[1]).toBe('')
  })

  it('erases what is left of a longer frame', () => {
    expect(painted(['a', 'b'], ['a'])[1]).toBe('^[?2026h^[?25l^[2A\r\n^[J^[?2026l')
  })

  it('clears the block and shows the cursor', () => {
    const sink = memorySink({ columns: 80 })
    const screen = new Screen(sink)
    screen.paint(['a', 'b'])
    const before = sink.text().length
    screen.clear()
    expect(sink.text().slice(before).replaceAll('\u001B', '^')).toBe('^[2A\r^[J^[?25h')
  })
})
