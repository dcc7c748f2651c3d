#!/usr/bin/env node
import * as nodeModule from 'node:module'

// Node 22 and later keep what they compiled; the import below must come after, so that it profits.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function')
  nodeModule.enableCompileCache()
const { runProgram } = await import('./program.ts')
const { processShell, flushed } = await import('./process-shell.ts')
const code = await runProgram(process.argv.slice(2), processShell())
await flushed()
process.exit(code)
