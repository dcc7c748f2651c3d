import { describe, expect, it } from 'vitest'
import { createStyle } from '../../src/render/style.ts'
import type { FrameOptions, Line } from '../../src/render/tty-frame.ts'
import { frameLines } from '../../src/render/tty-frame.ts'

const options: FrameOptions = {
  title: 'up',
  columns: 50,
  rows: undefined,
  tick: 0,
  style: createStyle(false),
}

function line(name: string, more: Partial<Line> = {}): Line {
  return { name, state: 'done', text: 'Started', details: '', ms: 1234, parts: [], ...more }
}

function frame(lines: readonly Line[], more: Partial<FrameOptions> = {}): string {
  return frameLines(lines, { ...options, ...more }).join('\n')
}

describe('frameLines', () => {
  it('aligns states and seconds', () => {
    const lines = [
      line('Container shop-db-1', { text: 'Healthy' }),
      line('Container shop-web-1', { state: 'working', text: 'Starting', ms: 300 }),
      line('Container shop-job-1', { state: 'failed', text: 'Error', details: 'port 80 is taken' }),
      line('Network shop_default', { state: 'waiting', text: '', ms: undefined }),
    ]
    expect(frame(lines)).toMatchInlineSnapshot(`
      "[+] up 2/4
       ✔ Container shop-db-1  Healthy              1.2s
       ⠋ Container shop-web-1 Starting             0.3s
       ✘ Container shop-job-1 Error port 80 is ta… 1.2s
         Network shop_default"
    `)
  })

  it('shows how far the parts of an image are', () => {
    const parts = [
      { done: 10_000_000, total: 10_000_000 },
      { done: 5_000_000, total: 20_000_000 },
      { done: 0, total: undefined },
    ]
    const text = frame([line('Image nginx', { state: 'working', text: 'Pulling', parts })])
    expect(text).toContain('Image nginx Pulling [⣿⣀⠀] 15MB/30MB')
  })

  it('cuts long names and never gets wider than the terminal', () => {
    const text = frame([line(`Container ${'x'.repeat(80)}`, { details: 'why' })], { columns: 40 })
    expect(Math.max(...text.split('\n').map((row) => row.length))).toBeLessThan(40)
  })

  it('survives a terminal of five columns', () => {
    expect(frame([line('Container shop-db-1')], { columns: 5 })).toBe('[+] up 1/1\n ✔   1.2s')
  })

  it('shows what goes on and what failed when there is no room for all', () => {
    const lines = [
      ...Array.from({ length: 20 }, (_, index) => line(`Container done-${index}`)),
      line('Container busy', { state: 'working', text: 'Starting' }),
      line('Container broken', { state: 'failed', text: 'Error' }),
    ]
    const text = frame(lines, { rows: 5 })
    expect(text).toMatchInlineSnapshot(`
      "[+] up 21/22
       ✔ Container done-0 Started                  1.2s
       ⠋ Container busy   Starting                 1.2s
       ✘ Container broken Error                    1.2s
         +19 more"
    `)
  })
})
