import { readFile, stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { OperationError } from '../diagnostics/errors.ts'
import { systemReason } from '../units/system-reason.ts'
import type { SourceReader } from './load-request.ts'

/** Reads files from the file system; `-` is all of `standardInput`. A directory is no file. Other places are left to `fetch`. */
export function createFileReader(
  standardInput: NodeJS.ReadableStream,
  fetch?: SourceReader['fetch'],
): SourceReader {
  return {
    ...(fetch === undefined ? {} : { fetch }),
    read: async (path, signal) => {
      if (path === '-') return text(standardInput)
      try {
        return await readFile(path, { encoding: 'utf8', ...(signal === undefined ? {} : { signal }) })
      } catch (error) {
        const code = codeOf(error)
        if (ABSENT.has(code)) return undefined
        if (signal?.aborted === true) throw error
        throw new OperationError('CMP102', `"${path}" cannot be read (${systemReason(error)})`, {
          cause: error,
        })
      }
    },
    isFolder: async (path) => (await stat(path).catch(() => undefined))?.isDirectory() === true,
  }
}

const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
