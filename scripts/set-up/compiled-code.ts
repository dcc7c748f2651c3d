import { setFlagsFromString } from 'node:v8'
import { Script } from 'node:vm'

/** All functions of a script as V8's code for them, for the Node that runs this; `filename` is what stacks call it. */
export function compiledCode(filename: string, text: string): Buffer {
  // V8 compiles most functions when they are first called, which would be too late here. It refuses code that was kept under other flags.
  setFlagsFromString('--no-lazy')
  const script = new Script(text, { filename })
  setFlagsFromString('--lazy')
  return script.createCachedData()
}
