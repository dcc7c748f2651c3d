#!/usr/bin/env node
import * as nodeModule from 'node:module'

// Node 22 and later keep what they compiled. The rest is imported afterwards, so that it profits.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
  nodeModule.enableCompileCache()
}
const { runProcess } = await import('./run-process.ts')
process.exit(await runProcess())
