// `npm run executable`: the command and Node.js in one file, for machines of this kind that have no Node.js.
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { arch, platform } from 'node:process'
import { buildProgram } from './set-up/build.ts'
import { replaceFile } from './set-up/output-files.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'
import { standaloneFile } from './set-up/standalone.ts'

await runScript(async () => {
  if (platform === 'win32') throw new SetUpError('Such a file is a shell script, which Windows does not run')
  await buildProgram()
  const path = `dist/standalone/compose-${platform}-${arch}`
  say(`Packing ${path}`)
  const parts = {
    node: readFileSync(process.execPath),
    program: readFileSync('dist/docker-compose'),
    description: `Gantry with Node.js ${process.versions.node} for ${platform} (${arch})`,
  }
  replaceFile(path, standaloneFile(parts))
  chmodSync(path, 0o755)
  process.stdout.write(`${path} ${Math.round(statSync(path).size / 1e6)} MB\n`)
  return 0
})
