import { printable } from './style.ts'
import { formatTable, type TableLayout } from './table.ts'

export interface ProcessesView {
  readonly service: string
  readonly number: string
  readonly titles: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const layout: TableLayout = { leastWidth: 4, gap: 2 }
const last = 'CMD'

/** One table of all processes; engines differ in the columns they tell, so a cell may be missing. */
export function formatTop(tables: readonly ProcessesView[]): string {
  const rows = tables.flatMap(({ service, number, titles, rows: processes }) =>
    processes.map(
      (process) =>
        new Map([
          ['SERVICE', service],
          ['#', number],
          ...titles.map((title, index) => [title, process[index] ?? '-'] as const),
        ]),
    ),
  )
  if (rows.length === 0) return ''
  const titles = new Set(rows.flatMap((row) => [...row.keys()]))
  const columns = [...titles].filter((title) => title !== last)
  if (titles.has(last)) columns.push(last)
  const cells = rows.map((row) => columns.map((column) => printable(row.get(column) ?? '-')))
  return formatTable([columns, ...cells], layout)
}
