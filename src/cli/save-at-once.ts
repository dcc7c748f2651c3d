import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { OperationError } from '../diagnostics/errors.ts'
import { systemReason } from '../units/system-reason.ts'

/**
 * Writes a file that is there as a whole or not at all; what a link points to is written, not the link. A device or a pipe gets the pieces
 * as they come. Rejects with `OperationError` where it cannot be written.
 */
export async function saveAtOnce(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const unwritable = (error: unknown): never => {
    throw new OperationError('CMP122', `"${path}" cannot be written (${systemReason(error)})`, {
      cause: error,
    })
  }
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory() === true)
    throw new OperationError('CMP122', `"${path}" cannot be written (it is a folder)`)
  if (found?.isFile() === false) return writeFile(path, pieces).catch(unwritable)
  const place = await realpath(path).catch(() => path)
  const temporary = `${place}.part-${process.pid}`
  const file = await open(temporary, 'wx', 0o600).catch(unwritable)
  try {
    for await (const piece of pieces) await file.write(piece)
    await file.close()
    await rename(temporary, place)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw error
  }
}
