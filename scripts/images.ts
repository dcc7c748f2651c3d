// `npm run images`: gives the engine the images that the examples and the tests need.
import { provideImages } from './set-up/images.ts'
import { findEngine } from './set-up/engine/find.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'

await runScript(async () => {
  const engine = await findEngine()
  if (!engine) throw new SetUpError('No container engine answers. "npm run quickstart" starts one.')
  await provideImages(engine.connection)
  say(`The images are there: ${engine.address}`)
  return 0
})
