/** A table as the formatter leaves it: columns padded to one width, the first one to the right where it holds numbers. */
export function pageTable(
  head: readonly [string, string],
  rows: readonly (readonly string[])[],
  first: 'left' | 'right' = 'left',
): readonly string[] {
  const all = [head, ...rows]
  const widthOf = (column: number): number => Math.max(3, ...all.map((row) => (row[column] ?? '').length))
  const [one, two] = [widthOf(0), widthOf(1)]
  const padded = (text: string): string => (first === 'right' ? text.padStart(one) : text.padEnd(one))
  const line = ([left = '', right = '']: readonly string[]): string =>
    `| ${padded(left)} | ${right.padEnd(two)} |`
  const rule = first === 'right' ? `${'-'.repeat(one - 1)}:` : '-'.repeat(one)
  return [line(head), `| ${rule} | ${'-'.repeat(two)} |`, ...rows.map(line)]
}
