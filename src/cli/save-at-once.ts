import { open, rename, rm } from 'node:fs/promises'
import { OperationError } from '../diagnostics/errors.ts'

/** Writes a file that is there as a whole or not at all. Rejects with `OperationError` where it cannot be written. */
export async function saveAtOnce(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = `${path}.part-${process.pid}`
  const file = await open(temporary, 'wx', 0o600).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperationError('CMP122', `"${path}" cannot be written (${reason})`, { cause: error })
  })
  try {
    for await (const piece of pieces) await file.write(piece)
    await file.close()
    await rename(temporary, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw error
  }
}
