/** Cleans a slash-separated path by its text alone: no `.`, no `..` inside, no doubled or trailing slash; `''` is `.`. */
export function cleanPosixPath(path: string): string {
  const isRooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!isRooted) parts.push('..')
  }
  const joined = parts.join('/')
  if (isRooted) return `/${joined}`
  return joined === '' ? '.' : joined
}

/** Joins a relative path to an absolute base; `~` is the home directory, an absolute path stays as it is written. */
export function absolutePath(path: string, base: string, home: string): string {
  const expanded = expandHome(path, home)
  return expanded.startsWith('/') ? expanded : cleanPosixPath(`${base}/${expanded}`)
}

/** Replaces a leading `~` by the home directory; as in Compose, `~x` is a path below it and not another user's home. */
export function expandHome(path: string, home: string): string {
  return path.startsWith('~') && home !== '' ? cleanPosixPath(`${home}/${path.slice(1)}`) : path
}

/** `C:\x`, `C:/x`, `\\host\share\x` and device paths: absolute on Windows, whatever the system we run on. */
export function isWindowsAbsolute(path: string): boolean {
  return /^.:[\\/]/s.test(path) || /^[\\/]{2}[^\\/]/.test(path)
}
