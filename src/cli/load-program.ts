import { readFileSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { basename } from 'node:path'
import { Script } from 'node:vm'
import { codeFolder, functionText } from './part-text.ts'
import type { runProcess } from './run-process.ts'

/** The name of the program's first part, put in by the build. */
declare const PROGRAM: string

interface Program {
  readonly runProcess: typeof runProcess
}
type Require = (name: string) => unknown

/**
 * The program, whose parts are beside the file at `url`: CommonJS, because only for that Node 20 takes compiled code from elsewhere.
 * Node 22 and later keep what they compiled by themselves. Compiling costs a third of a short command's time.
 */
export function loadProgram(url: string): Program {
  const folder = new URL('command/', url)
  const native = nodeModule.createRequire(folder)
  if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
    nodeModule.enableCompileCache()
    return asProgram(native(`./${PROGRAM}`))
  }
  return asProgram(partLoader(folder, native)(`./${PROGRAM}`))
}

function asProgram(part: unknown): Program {
  if (!isProgram(part)) throw new Error(`${PROGRAM} is not the program`)
  return part
}

function isProgram(part: unknown): part is Program {
  return typeof part === 'object' && part !== null && 'runProcess' in part
}

/** Loads parts with the code that was compiled when they were built, and as plain source where that was by another Node. */
function partLoader(folder: URL, native: Require): Require {
  const parts = new Map<string, { exports: unknown }>()
  const load = (name: string): unknown => {
    if (!name.startsWith('./')) return native(name)
    const known = parts.get(name)
    if (known !== undefined) return known.exports
    const part = { exports: {} }
    parts.set(name, part)
    functionOf(name, folder)(part.exports, load, part)
    return part.exports
  }
  return load
}

type Evaluate = (exports: object, require: Require, module: { readonly exports: unknown }) => void

function functionOf(name: string, folder: URL): Evaluate {
  const cachedData = readIfPresent(new URL(`${codeFolder}/${name}`, folder))
  const script = new Script(functionText(readFileSync(new URL(name, folder), 'utf8')), {
    filename: basename(name),
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  const evaluate: Evaluate = script.runInThisContext()
  return evaluate
}

function readIfPresent(file: URL): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
