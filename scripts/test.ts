// `npm test`: sees to an engine and images, then runs the whole suite. Arguments are for vitest.
import { buildProgram, buildTypes } from './set-up/build.ts'
import { ensureEngine } from './set-up/engine/ensure.ts'
import { provideImages } from './set-up/images.ts'
import { runScript } from './set-up/print.ts'
import { runAtTerminal } from './set-up/program.ts'

await runScript(async () => {
  await buildProgram()
  await buildTypes()
  const engine = await ensureEngine()
  await provideImages(engine.connection)
  return runAtTerminal('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)])
})
