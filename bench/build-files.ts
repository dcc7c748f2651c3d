import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { callEngine } from '../scripts/set-up/engine/api.ts'
import type { Connection } from '../src/engine/docker/connection.ts'

/** So many files of so many bytes, a hundred in a folder. */
export interface BuildFiles {
  readonly count: number
  readonly bytesEach: number
}

const filesInFolder = 100
const pieceBytes = 2 ** 20

/** Makes them below `folder`; what is there from the side that came first is used by the other. */
export function writeBuildFiles(folder: string, { count, bytesEach }: BuildFiles): void {
  if (existsSync(folder)) return
  for (let at = 0; at < count; at += 1) {
    const inner = join(folder, `folder-${Math.floor(at / filesInFolder)}`)
    if (at % filesInFolder === 0) mkdirSync(inner, { recursive: true })
    writeRandom(join(inner, `file-${at}`), bytesEach)
  }
}

function writeRandom(path: string, bytes: number): void {
  if (bytes <= pieceBytes) {
    writeFileSync(path, randomBytes(bytes))
    return
  }
  const file = openSync(path, 'w')
  try {
    for (let left = bytes; left > 0; left -= pieceBytes)
      writeSync(file, randomBytes(Math.min(left, pieceBytes)))
  } finally {
    closeSync(file)
  }
}

const silenceMs = 600_000

/** Makes the builder forget the files it was sent. Caches of steps stay. */
export async function forgetBuildFiles(engine: Connection): Promise<void> {
  const query = new URLSearchParams({ all: '1', filters: JSON.stringify({ type: ['source.local'] }) })
  await callEngine(engine, { method: 'POST', path: `/build/prune?${query.toString()}`, silenceMs })
}

/** Removes the image that a case has built. */
export async function removeBuilt(engine: Connection, project: string): Promise<void> {
  await callEngine(engine, { method: 'DELETE', path: `/images/${project}-web?force=1`, silenceMs })
}
