// Runs scripts/NAME.ts with its arguments: installs the dependencies when they are missing or out of date, then
// bundles the script (Node 20 does not read TypeScript) and imports the result. Plain JavaScript, because it is
// the one program that runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createHash } from 'node:crypto'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'gantry')
const [name] = process.argv.slice(2)

checkNode()
installDependencies()
process.chdir(root)
// Most scripts contain the loader, and the loader this.
if (name !== 'generate-validator' && !existsSync('src/load/generated/validate-compose.js'))
  await import(await bundle('generate-validator'))
const script = await bundle(name)
process.argv.splice(1, 2, fileURLToPath(script))
await import(script)

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`This needs Node.js 20.19 or newer; here is ${process.versions.node} (${process.execPath})`)
  process.exit(1)
}

function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(cache, 'installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Installing dependencies (npm ci)')
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (install.status !== 0) {
    console.error('npm ci did not succeed; its output above says why')
    process.exit(1)
  }
  mkdirSync(cache, { recursive: true })
  writeFileSync(stamp, lock)
}

/** The URL of a script as a program for Node. */
async function bundle(script) {
  const { build } = await import('esbuild')
  const out = join(cache, `${script}.mjs`)
  await build({
    entryPoints: [join(root, 'scripts', `${script}.ts`)],
    outfile: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
  return pathToFileURL(out).href
}
