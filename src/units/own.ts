/**
 * What a record holds under a key that somebody wrote: a service may be called `constructor` or `toString`, and looking those up
 * in the plain way finds what every object inherits.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}
