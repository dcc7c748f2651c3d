import type { DiagnosticCode } from '../../../src/diagnostics/codes.ts'
import type { LoadRequest } from '../../../src/load/load-request.ts'

export type Files = Readonly<Record<string, string>>

/** A project with one mistake, and what has to be said about it. */
export interface BrokenCase {
  readonly name: string
  /** Texts by path. `«` and `»` stand around what the message must point at, or both at the start of its line; a message about
   * no file has none. */
  readonly files: Files
  readonly code: DiagnosticCode
  /** For misspelt names: the one that is meant. */
  readonly suggestion?: string
  /** Why we refuse what Docker Compose 2.40.3 accepts. Without it, Docker Compose refuses the project too. */
  readonly acceptedByPeer?: string
  readonly request?: Partial<LoadRequest>
}

type Rest = Omit<BrokenCase, 'name' | 'files' | 'code'>

/** What is wrong, the text of `compose.yaml` or of all files, the code, and for misspelt names the right one. */
export type Row = readonly [
  what: string,
  files: string | Files,
  code: DiagnosticCode,
  suggestion?: string | Rest,
]

export function casesOf(group: string, rows: readonly Row[]): readonly BrokenCase[] {
  return rows.map(([what, files, code, more]) => ({
    name: `${group}: ${what}`,
    files: typeof files === 'string' ? { 'compose.yaml': files } : files,
    code,
    ...(typeof more === 'string' ? { suggestion: more } : more),
  }))
}

/** A project whose service "web" has these lines, and whose service "db" is in order. */
export function web(lines: string): string {
  return `services:\n  db:\n    image: db\n  web:\n    image: web\n${indented(lines, 4)}`
}

/** Lines that are all indented by some more spaces. */
export function indented(lines: string, by: number): string {
  return lines.replaceAll(/^(?=.)/gm, ' '.repeat(by)).replace(/\n?$/, '\n')
}

export interface MarkedFiles {
  readonly files: Files
  readonly mark?: { readonly file: string; readonly start: number; readonly end: number }
}

/** Takes the marks out of the texts. */
export function readMarks(marked: BrokenCase['files']): MarkedFiles {
  const files = Object.entries(marked).map(([file, text]) => [file, text.replace('«', '').replace('»', '')])
  const found = Object.entries(marked).find(([, text]) => text.includes('«'))
  const clean = Object.fromEntries(files)
  if (found === undefined) return { files: clean }
  const [file, text] = found
  return { files: clean, mark: { file, start: text.indexOf('«'), end: text.indexOf('»') - 1 } }
}
