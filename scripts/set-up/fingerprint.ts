import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const stamps = 'node_modules/.cache/gantry/stamps'

/** A digest of the names and contents of all files at or below these paths (missing ones count as empty). */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesBelow)) hash.update(path).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

/** Does `work` unless it was done before with the same inputs and its `output` is still there. */
export async function onceFor(
  step: { readonly name: string; readonly inputs: readonly string[]; readonly output: string },
  work: () => Promise<void>,
): Promise<'done' | 'unchanged'> {
  const stamp = join(stamps, step.name)
  const wanted = fingerprint(step.inputs)
  if (existsSync(step.output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return 'unchanged'
  await work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return 'done'
}

function filesBelow(path: string): readonly string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}
