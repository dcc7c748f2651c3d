// `npm run quickstart`: from a fresh clone to a running project.
import { buildProgram } from './set-up/build.ts'
import { ensureEngine } from './set-up/engine/ensure.ts'
import { provideImages } from './set-up/images.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'
import { runAtTerminal, runCompose } from './set-up/program.ts'

const project = ['-f', 'examples/web-and-database/compose.yaml']

const nextCommands = `
It goes on running. From here:
  ./dist/compose.js ${project.join(' ')} logs -f    # what the containers say; Ctrl-C ends the command only
  ./dist/compose.js ${project.join(' ')} plan       # what "up" would do and why; change the file first
  ./dist/compose.js ${project.join(' ')} down       # stop it; the visits stay ("down -v" removes them too)
`

await runScript(async () => {
  await buildProgram()
  const engine = await ensureEngine()
  await provideImages(engine.connection)
  say('\n$ compose up -d --wait')
  const up = await runAtTerminal('dist/compose.js', [...project, 'up', '-d', '--wait'])
  if (up !== 0) return up
  say('\n$ compose ps')
  const ps = await runAtTerminal('dist/compose.js', [...project, 'ps'])
  if (ps !== 0) return ps
  const url = `http://127.0.0.1:${publishedPort()}/`
  say(`\nThe page is at ${url} and says "${await readPage(url)}"`)
  say(nextCommands)
  return 0
})

function publishedPort(): number {
  const { ok, output, errors } = runCompose([...project, 'ps', '--format', 'json', 'web'])
  const port = /"PublishedPort":\s*([1-9]\d*)/.exec(output.toString())?.[1]
  if (!ok || port === undefined)
    throw new SetUpError(`The published port is not known: ${errors || output.toString()}`)
  return Number(port)
}

async function readPage(url: string): Promise<string> {
  const page = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error: unknown) => {
    throw new SetUpError(`The project is up, but ${url} cannot be fetched: ${String(error)}`)
  })
  const text = await page.text()
  if (!page.ok) throw new SetUpError(`${url} answers with status ${page.status}: ${text}`)
  const [, visits = text] = /<p>(.*)<\/p>/.exec(text) ?? []
  return visits.replaceAll(/<[^>]*>/g, '')
}
