import { readFileSync, statSync } from 'node:fs'
import { lstat, readFile, realpath } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { OperationError } from '../diagnostics/errors.ts'
import { systemReason } from '../units/system-reason.ts'
import type { SourceReader } from './load-request.ts'

/**
 * Reads files from the file system; `-` is all of `standardInput`, which is opened for it. A directory is no file. Other places are left
 * to `fetch`.
 */
export function createFileReader(
  standardInput: () => NodeJS.ReadableStream,
  fetch?: SourceReader['fetch'],
): SourceReader {
  return {
    ...(fetch === undefined ? {} : { fetch }),
    read: async (path, signal) => {
      signal?.throwIfAborted()
      if (path === '-') return text(standardInput())
      try {
        const found = statSync(path, { throwIfNoEntry: false })
        if (found === undefined || found.isDirectory()) return undefined
        // Reading a small file asynchronously takes longer than reading YAML from it; only a pipe can keep one waiting.
        if (found.isFile()) return readFileSync(path, 'utf8')
        return await readFile(path, { encoding: 'utf8', ...(signal === undefined ? {} : { signal }) })
      } catch (error) {
        if (signal?.aborted === true) throw error
        throw new OperationError('CMP102', `"${path}" cannot be read (${systemReason(error)})`, {
          cause: error,
        })
      }
    },
    linkTarget: async (path) => {
      const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true
      return isLink ? realpath(path).catch(() => undefined) : undefined
    },
    isFolder: (path) => Promise.resolve(isFolder(path)),
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}
