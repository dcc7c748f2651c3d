import type { LabelFilter } from '../engine.ts'

/** The `filters` parameter for labels and whatever else is asked; undefined when there is nothing to filter by. */
export function filtersFor(
  labels: LabelFilter,
  others: Readonly<Record<string, readonly string[] | undefined>> = {},
): string | undefined {
  const label = Object.entries(labels).map(([name, value]) =>
    value === undefined ? name : `${name}=${value}`,
  )
  const filters = Object.entries({ label, ...others }).filter(
    ([, values]) => values !== undefined && values.length > 0,
  )
  return filters.length === 0 ? undefined : JSON.stringify(Object.fromEntries(filters))
}
