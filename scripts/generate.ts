// `npm run generate`: everything in the tree that is made from something else.
import { generateSources } from './set-up/build.ts'
import { writePages } from './set-up/pages.ts'
import { runScript } from './set-up/print.ts'

await runScript(async () => {
  await generateSources()
  writePages()
  return 0
})
