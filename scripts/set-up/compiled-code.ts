import * as nodeModule from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'
import { codeFolder, functionText } from '../../src/cli/part-text.ts'

/** Where code compiled for this Node belongs; nowhere for a Node that keeps compiled code by itself. */
export const codeOutput = 'enableCompileCache' in nodeModule ? undefined : `dist/command/${codeFolder}`

/** All functions of a part of the program as V8's code for them; `name` is what stacks call it. Node of another version takes the source instead. */
export function compiledCode(name: string, source: string): Uint8Array {
  // V8 compiles most functions when they are first called, which would be too late here. It refuses code that was kept under other flags.
  setFlagsFromString('--no-lazy')
  const script = new Script(functionText(source), { filename: name })
  setFlagsFromString('--lazy')
  return script.createCachedData()
}
