// `npm run build`: the command, the library and its type declarations in dist/.
import { buildProgram, buildTypes } from './set-up/build.ts'
import { runScript } from './set-up/print.ts'

await runScript(async () => {
  await buildProgram()
  await buildTypes()
  return 0
})
