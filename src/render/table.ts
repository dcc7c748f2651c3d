import { textWidth } from './text-width.ts'

export interface TableLayout {
  /** Of every column but the last. */
  readonly leastWidth: number
  readonly gap: number
}

const usual: TableLayout = { leastWidth: 10, gap: 3 }

/** As the compose command's own lists are laid out. */
export const wide: TableLayout = { leastWidth: 20, gap: 3 }

/**
 * Columns as the docker command aligns them: each at least ten wide and three apart; the last one is not padded, so an
 * empty cell there leaves the spaces of the cell before.
 */
export function formatTable(
  rows: readonly (readonly string[])[],
  { leastWidth, gap }: TableLayout = usual,
): string {
  const widths = new Map<number, number>()
  for (const row of rows) {
    for (const [column, cell] of row.slice(0, -1).entries()) {
      widths.set(column, Math.max(widths.get(column) ?? leastWidth, textWidth(cell) + gap))
    }
  }
  return rows.map((row) => `${formatRow(row, widths)}\n`).join('')
}

function formatRow(row: readonly string[], widths: ReadonlyMap<number, number>): string {
  return row
    .map((cell, column) =>
      column === row.length - 1 ? cell : cell + ' '.repeat((widths.get(column) ?? 0) - textWidth(cell)),
    )
    .join('')
}
