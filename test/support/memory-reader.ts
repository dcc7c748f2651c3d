import type { SourceReader } from '../../src/load/load-request.ts'

/** A reader of files that exist only here, by absolute path; `-` is standard input. */
export function memoryReader(files: Readonly<Record<string, string>>): SourceReader {
  return { read: (path) => Promise.resolve(Object.hasOwn(files, path) ? files[path] : undefined) }
}
