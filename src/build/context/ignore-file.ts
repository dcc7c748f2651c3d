import { cleanPath } from './ignore-pattern.ts'

/** The patterns of a `.dockerignore`: lines without comments, relative to the context whatever they begin with. */
export function readIgnoreLines(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(normalised)
}

function normalised(line: string): string {
  const isException = line.startsWith('!')
  const pattern = (isException ? line.slice(1) : line).trim()
  if (pattern === '') return line
  const clean = cleanPath(pattern)
  const relative = clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean
  return isException ? `!${relative}` : relative
}
