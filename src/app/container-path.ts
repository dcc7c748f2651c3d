/** The directory above a path in a container. */
export function parentOf(path: string): string {
  return `/${namesOf(path).slice(0, -1).join('/')}`
}

/** The last name of a path in a container; empty for the root. */
export function lastNameOf(path: string): string {
  return namesOf(path).at(-1) ?? ''
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.')
}
