/** The names that lead to an entry of an archive. Undefined where they lead out of it. */
export function entryNames(path: string): readonly string[] | undefined {
  const names = path.split('/').filter((name) => name !== '' && name !== '.')
  return names.includes('..') || path.includes('\0') ? undefined : names
}
