import { textWidth } from './text-width.ts'
import { formatBytes } from './bytes-text.ts'
import { printable } from './style.ts'
import type { Paint, Style } from './style.ts'

export type LineState = 'waiting' | 'working' | 'done' | 'warning' | 'skipped' | 'failed'

/** One resource as it is painted. */
export interface Line {
  readonly name: string
  readonly state: LineState
  readonly text: string
  readonly details: string
  readonly ms: number | undefined
  readonly parts: readonly { readonly done: number; readonly total: number | undefined }[]
  /** Of a build that is under way. */
  readonly steps?: readonly StepLine[] | undefined
}

/** A step of a build, and the end of what it printed. */
export interface StepLine {
  readonly name: string
  readonly state: 'working' | 'done' | 'cached' | 'failed'
  readonly ms: number
  readonly lines: readonly string[]
}

export interface FrameOptions {
  /** Of the command: "up", "down". */
  readonly title: string
  readonly columns: number
  /** At most so many lines, header included; undefined paints all. */
  readonly rows: number | undefined
  /** Counts up; turns the spinner. */
  readonly tick: number
  readonly style: Style
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const fill = ['⠀', '⡀', '⣀', '⣄', '⣤', '⣦', '⣶', '⣷', '⣿']
/** Seconds stand here at the latest: on a very wide terminal the eye would lose the line. */
const widest = 120

/** The text of a progress display: a header and one line for each resource, none wider than the terminal. */
export function frameLines(lines: readonly Line[], options: FrameOptions): readonly string[] {
  const over = lines.filter(isOver).length
  const header = `[+] ${options.title} ${over}/${lines.length}`
  const { shown, hidden } = fit(lines, options.rows)
  const nameWidth = Math.max(0, ...shown.map(({ name }) => textWidth(name)))
  const room = options.rows === undefined ? undefined : options.rows - shown.length - 2
  const building = shown.filter(({ steps = [] }) => steps.length > 0).length
  const each = room === undefined ? undefined : Math.floor(room / Math.max(building, 1))
  const painted = shown.flatMap((line) => [
    paintLine(line, nameWidth, options),
    ...stepLines(line.steps ?? [], { ...options, rows: each }),
  ])
  return [header, ...painted, ...(hidden === 0 ? [] : [options.style.dim(`   +${hidden} more`)])]
}

function isOver({ state }: Line): boolean {
  return state !== 'waiting' && state !== 'working'
}

/** What goes on and what went wrong matters most when there is not room for all. Order is kept. */
function fit(lines: readonly Line[], rows: number | undefined): { shown: readonly Line[]; hidden: number } {
  if (rows === undefined || lines.length < rows) return { shown: lines, hidden: 0 }
  const room = Math.max(rows - 2, 1)
  const urgency = (line: Line): number =>
    ['failed', 'working', 'warning', 'waiting', 'skipped', 'done'].indexOf(line.state)
  const ranked = [...lines].sort((one, other) => urgency(one) - urgency(other)).slice(0, room)
  const chosen = new Set(ranked)
  return { shown: lines.filter((line) => chosen.has(line)), hidden: lines.length - ranked.length }
}

function paintLine(line: Line, nameWidth: number, options: FrameOptions): string {
  const { style } = options
  const columns = Math.min(options.columns, widest) - 1
  const seconds = line.ms === undefined ? '' : `${(line.ms / 1000).toFixed(1)}s`
  // Three for the mark, one before the text and one before the seconds.
  const room = Math.max(columns - 5 - seconds.length, 0)
  const name = cut(line.name, room)
  const pad = ' '.repeat(Math.max(0, Math.min(nameWidth, room) - textWidth(name)))
  const text = cut(line.text, room - textWidth(name) - pad.length)
  const left = room - textWidth(name) - pad.length - textWidth(text)
  const details = cut(detailsOf(line), left - 1)
  const gap = ' '.repeat(Math.max(left + 1 - (details === '' ? 0 : textWidth(details) + 1), 0))
  const paint = paintOf(line.state, style)
  const shownDetails =
    details === '' ? '' : ` ${line.state === 'failed' ? style.red(details) : style.dim(details)}`
  return ` ${paint(markOf(line.state, options.tick))} ${name}${pad} ${paint(text)}${shownDetails}${gap}${style.blue(seconds)}`.trimEnd()
}

const stepMarks = { working: '=>', done: '✔', cached: '✔', failed: '✘' } as const

/** The last steps of a build, as many as there is room for. */
function stepLines(steps: readonly StepLine[], options: FrameOptions): readonly string[] {
  const { style } = options
  const columns = Math.min(options.columns, widest) - 1
  const all = steps.flatMap(({ name, state, ms, lines }) => {
    const end = state === 'cached' ? 'CACHED' : `${(ms / 1000).toFixed(1)}s`
    const room = Math.max(columns - 7 - end.length, 0)
    const shown = cut(printable(name), room)
    const gap = ' '.repeat(Math.max(room - textWidth(shown), 0) + 1)
    const paint = state === 'failed' ? style.red : state === 'working' ? style.cyan : style.dim
    const head = `   ${paint(`${stepMarks[state].padEnd(2)} ${shown}`)}${gap}${style.blue(end)}`
    const output = state === 'working' || state === 'failed' ? lines : []
    const below = output.filter((line) => line.trim() !== '').map((line) => printable(line))
    return [head, ...below.map((line) => `      ${style.dim(cut(line, columns - 6))}`)]
  })
  if (options.rows === undefined) return all
  return options.rows <= 0 ? [] : all.slice(-options.rows)
}

function markOf(state: LineState, tick: number): string {
  switch (state) {
    case 'waiting':
      return ' '
    case 'working':
      return spinner[tick % spinner.length] ?? ' '
    case 'failed':
      return '✘'
    case 'warning':
      return '!'
    case 'skipped':
      return '-'
    default:
      return '✔'
  }
}

function paintOf(state: LineState, style: Style): Paint {
  if (state === 'failed') return style.red
  if (state === 'warning' || state === 'skipped') return style.yellow
  if (state === 'working') return style.cyan
  return state === 'done' ? style.green : style.dim
}

function detailsOf(line: Line): string {
  if (line.state !== 'working' || line.parts.length === 0) return line.details
  const bar = line.parts.map(
    ({ done, total }) =>
      fill[Math.round((8 * done) / (total === undefined || total === 0 ? Infinity : total))] ?? '⣿',
  )
  const done = line.parts.reduce((sum, part) => sum + part.done, 0)
  const total = line.parts.reduce((sum, part) => sum + (part.total ?? 0), 0)
  const sizes = total === 0 ? '' : ` ${formatBytes(Math.min(done, total))}/${formatBytes(total)}`
  return `[${bar.join('')}]${sizes}`
}

function cut(text: string, columns: number): string {
  if (columns <= 0) return ''
  if (textWidth(text) <= columns) return text
  let kept = ''
  for (const character of text) {
    if (textWidth(kept) + textWidth(character) > columns - 1) break
    kept += character
  }
  return `${kept}…`
}
