// `npm run dev -- ARGUMENTS`: the command from the sources as they are now, in the folder where npm was called.
import { buildProgram } from './set-up/build.ts'
import { runScript } from './set-up/print.ts'
import { runAtTerminal } from './set-up/program.ts'

await runScript(async () => {
  await buildProgram()
  return runAtTerminal('dist/compose.js', process.argv.slice(2), process.env['INIT_CWD'])
})
