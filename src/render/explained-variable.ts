import { textWidth } from './text-width.ts'
import { printable } from './style.ts'
import type { Style } from './style.ts'

/** Something that can give a variable its value. */
export interface ShownLink {
  readonly source: string
  readonly place: string
  /** Absent where it says nothing of the variable. */
  readonly value?: string
  readonly remark: string
  readonly wins: boolean
}

/** One place where the variable has a value, and all that it can come from, the strongest first. */
export interface ShownChain {
  readonly title: string
  readonly links: readonly ShownLink[]
}

/** A table for each place: what wins, what loses to it, and what does not know the variable. */
export function formatVariableChains(chains: readonly ShownChain[], style: Style): string {
  return chains.map((chain) => formatChain(chain, style)).join('\n')
}

function formatChain({ title, links }: ShownChain, style: Style): string {
  const rows = links.map(({ source, place, value, remark }) =>
    [source, value === undefined ? 'not set' : place, value ?? '', remark].map(printable),
  )
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ''))))
  const lines = rows.map((row, index) => {
    const cells = row.map(
      (cell, column) =>
        cell + ' '.repeat((widths[column] ?? 0) - Math.min(textWidth(cell), widths[column] ?? 0)),
    )
    const link = links[index]
    const verdict = link?.wins === true ? 'wins ' : link?.value === undefined ? '     ' : 'loses'
    const text = `  ${verdict}  ${cells.join('  ')}`.trimEnd()
    return link?.wins === true ? style.bold(text) : style.dim(text)
  })
  return [printable(title), ...lines].map((line) => `${line}\n`).join('')
}
