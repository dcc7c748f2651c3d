// `npm run generate`: everything in the tree that is made from something else.
import { generateSources } from './set-up/build.ts'
import { runScript } from './set-up/print.ts'

await runScript(async () => {
  await generateSources()
  return 0
})
