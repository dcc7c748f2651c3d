import * as nodeModule from 'node:module'
import { basename, dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { openPack, packFolder } from './packed-parts.ts'
import type { OptimiserBudget, Pack, PackedPart } from './packed-parts.ts'
import type { runProcess } from './run-process.ts'

/** The name of the program's first part, put in by the build. */
declare const PROGRAM: string

interface Program {
  readonly runProcess: typeof runProcess
}
type Require = (name: string) => unknown

/**
 * The program, whose parts are beside the file `entry`. Compiling them would cost a third of a short command's time, so where they were
 * built with this very Node they come with their code. Else they are compiled; Node 22 and later remember the result.
 */
export function loadProgram(entry: string): Program {
  const folder = join(dirname(entry), 'command')
  const native = nodeModule.createRequire(join(folder, PROGRAM))
  const pack = openPack(packFolder(folder, PROGRAM))
  if (pack !== undefined) return asProgram(partLoader(pack, native)(`./${PROGRAM}`))
  if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function')
    nodeModule.enableCompileCache()
  return asProgram(native(`./${PROGRAM}`))
}

function asProgram(part: unknown): Program {
  if (!isProgram(part)) throw new Error(`${PROGRAM} is not the program`)
  return part
}

function isProgram(part: unknown): part is Program {
  return typeof part === 'object' && part !== null && 'runProcess' in part
}

/** `require` for parts of the program, and for everything else that of Node. */
function partLoader({ partOf, budget }: Pack, native: Require): Require {
  const compiling = underUsualFlags(budget)
  const modules = new Map<string, { readonly exports: unknown }>()
  const load = (name: string): unknown => {
    const known = modules.get(name)
    if (known !== undefined) return known.exports
    const part = partOf(basename(name))
    if (part === undefined) return compiling(() => native(name))
    const module = { exports: {} }
    modules.set(name, module)
    const evaluate = compiling(() => functionOf(basename(name), part))
    evaluate(module.exports, load, module)
    return module.exports
  }
  return load
}

/**
 * V8 would spend as much time on optimising what reads YAML as a short command needs, and Node waits for that when it ends. So functions
 * may run longer before they are optimised; only while something is loaded the flags are the usual ones, because V8 refuses code that was
 * kept under others, Node's own too.
 */
function underUsualFlags(budget: OptimiserBudget | undefined): <T>(load: () => T) => T {
  if (budget === undefined) return (load) => load()
  return (load) => {
    setFlagsFromString(budget.usual)
    try {
      return load()
    } finally {
      setFlagsFromString(budget.raised)
    }
  }
}

type Evaluate = (exports: object, require: Require, module: { readonly exports: unknown }) => void

/** V8 compiles the text after all when it refuses the code. */
function functionOf(filename: string, { text, code }: PackedPart): Evaluate {
  const evaluate: Evaluate = new Script(text, { filename, cachedData: code }).runInThisContext()
  return evaluate
}
