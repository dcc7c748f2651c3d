import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { formatDiagnostic } from '../../src/render/diagnostic-text.ts'

const FILE = '/project/compose.yaml'

function show(text: string, marked: string, more: Partial<Diagnostic> = {}): string {
  const start = text.indexOf(marked)
  const span = { file: FILE, start, end: start + marked.length }
  const diagnostic: Diagnostic = { code: 'CMP107', severity: 'error', message: 'a mistake', span, ...more }
  return formatDiagnostic(diagnostic, new Map([[FILE, text]]), {
    baseDirectory: '/project',
    color: false,
    frame: true,
  })
}

const ports = 'services:\n  web:\n    ports:\n      - target: 80\n        publish: "8080"\n'

describe('formatDiagnostic', () => {
  it('underlines the place and puts the hint beside it', () => {
    const message = 'unknown field "publish" in a port'
    expect(show(ports, 'publish', { message, hint: 'did you mean "published"?' })).toBe(
      `error CMP107: unknown field "publish" in a port
  ┌ compose.yaml:5:9
4 │       - target: 80
5 │         publish: "8080"
  │         ^^^^^^^ did you mean "published"?`,
    )
  })

  it('shows related places below, all numbers aligned', () => {
    const text = `a: 1\n${'# more\n'.repeat(9)}a: 2\n`
    const span = { file: FILE, start: text.lastIndexOf('a'), end: text.lastIndexOf('a') + 1 }
    const first = { message: 'first given here', span: { file: FILE, start: 0, end: 1 } }
    expect(show(text, 'a', { span, related: [first] })).toBe(
      `error CMP107: a mistake
   ┌ compose.yaml:11:1
10 │ # more
11 │ a: 2
   │ ^
   ├ compose.yaml:1:1
 1 │ a: 1
   │ ^ first given here`,
    )
  })

  it('counts tabs and wide characters by the columns they take', () => {
    expect(show('\ta: 日本 x\n', 'x')).toBe(
      'error CMP107: a mistake\n  ┌ compose.yaml:1:8\n1 │   a: 日本 x\n  │           ^',
    )
  })

  it('underlines the first line of a place over several', () => {
    expect(show('a: |\n  b\n  c\n', '|\n  b\n  c').split('\n').slice(2)).toEqual(['1 │ a: |', '  │    ^'])
  })

  it('shows a place at the end of the file', () => {
    const text = 'a:\n'
    const span = { file: FILE, start: text.length, end: text.length }
    expect(show(text, 'a', { span }).split('\n').slice(1)).toEqual([
      '  ┌ compose.yaml:2:1',
      '1 │ a:',
      '2 │',
      '  │ ^',
    ])
  })

  it('cuts a long line around the place', () => {
    const lines = show(`a: "${'x'.repeat(500)}MARK${'y'.repeat(500)}"`, 'MARK').split('\n')
    expect(lines[2]).toBe(`1 │ …${'x'.repeat(60)}MARK${'y'.repeat(56)}…`)
    expect(lines[3]).toBe(`  │ ${' '.repeat(61)}^^^^`)
  })

  it('lets nothing from a file or message steer the terminal', () => {
    const text = show('a: \u001B[31mred\u0007\u202E\n', 'red', {
      message: 'a \u001B]0;title\u0007',
      hint: '\u009B2J',
    })
    expect(text).toBe(
      'error CMP107: a \uFFFD]0;title\uFFFD\n  ┌ compose.yaml:1:9\n1 │ a: \uFFFD[31mred\uFFFD\uFFFD\n  │         ^^^ \uFFFD2J',
    )
  })

  it('is one line without a frame, or without the text of the file', () => {
    const span = { file: FILE, start: ports.indexOf('publish'), end: 60 }
    const diagnostic: Diagnostic = {
      code: 'CMP201',
      severity: 'warning',
      message: 'no such file',
      span,
      hint: 'create it',
    }
    const options = { baseDirectory: '/project', color: false }
    expect(formatDiagnostic(diagnostic, new Map([[FILE, ports]]), { ...options, frame: false })).toBe(
      'warning CMP201: no such file (compose.yaml:5:9). Create it',
    )
    expect(formatDiagnostic(diagnostic, new Map(), { ...options, frame: true })).toBe(
      'warning CMP201: no such file (compose.yaml). Create it',
    )
  })

  it('says where nothing is to be shown only what is wrong', () => {
    const diagnostic: Diagnostic = { code: 'CMP401', severity: 'error', message: 'cannot reach the engine' }
    expect(formatDiagnostic(diagnostic, new Map(), { baseDirectory: '/', color: true, frame: true })).toBe(
      '\u001B[1m\u001B[31merror CMP401:\u001B[39m\u001B[22m cannot reach the engine',
    )
  })

  it('shows any place in any text, on lines without control characters', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\n', '\r', '\t', '日', '\u{1F600}', '\uFEFF', '\u001B', ' '),
    })
    fc.assert(
      fc.property(text, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (file, start, length) => {
        const span = { file: FILE, start, end: start + length }
        return !/[^\P{Cc}\n]/u.test(show(file, '', { span }))
      }),
    )
  })
})
