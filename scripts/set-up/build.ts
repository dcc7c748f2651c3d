import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build as bundle } from 'esbuild'
import type { BuildOptions } from 'esbuild'
import { leanDockerode } from '../bundle-plugins.ts'
import { onceFor } from './fingerprint.ts'
import { say, SetUpError } from './print.ts'

const entries = { compose: 'src/cli/main.ts', index: 'src/index.ts' }
const schema = 'schemas/compose.schema.json'
const sources = [
  'src',
  'schemas',
  'package.json',
  'package-lock.json',
  'scripts/set-up/build.ts',
  'scripts/bundle-plugins.ts',
]

/** Brings `dist/` up to date: the validator, the command and the library. Costs a few milliseconds when nothing changed. */
export async function buildProgram(): Promise<void> {
  await generateSources()
  await onceFor({ name: 'bundle', inputs: sources, output: 'dist/compose.js' }, bundleProgram)
}

/** Brings the type declarations of the library in `dist/types` up to date. */
export async function buildTypes(): Promise<void> {
  const inputs = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
  await onceFor({ name: 'types', inputs, output: 'dist/types/index.d.ts' }, async () => {
    rmSync('dist/types', { recursive: true, force: true })
    run('The type declarations could not be made', 'node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'])
  })
}

/** Makes the sources that are made from others, where those have changed: the validator of Compose files. */
export async function generateSources(): Promise<void> {
  const inputs = [schema, 'scripts/generate-validator.ts', 'package-lock.json']
  await onceFor({ name: 'validator', inputs, output: 'src/load/generated/validate-compose.js' }, async () => {
    run('The validator could not be generated', process.execPath, ['scripts/run.mjs', 'generate-validator'])
  })
}

async function bundleProgram(): Promise<void> {
  say('Building dist/')
  const result = await bundle({ ...bundleOptions, entryPoints: entries }).catch(() => {
    throw new SetUpError('The program could not be bundled; the lines above say why')
  })
  const [chunks, entryFiles] = partition(result.outputFiles ?? [], (file) => file.path.includes('/chunks/'))
  // Chunks first and entries last, each by renaming: a command that starts meanwhile finds a whole program, old or new.
  for (const file of [...chunks, ...entryFiles]) replaceFile(file.path, file.contents)
  chmodSync('dist/compose.js', 0o755)
  replaceFile('dist/meta.json', JSON.stringify(result.metafile))
  dropOldChunks(new Set(chunks.map((file) => relative('dist/chunks', file.path))))
}

const bundleOptions = {
  bundle: true,
  plugins: [leanDockerode()],
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  // Names are kept, so that a bug's stack can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  write: false,
  logLevel: 'error',
  // CommonJS packages inside an ESM bundle call `require` for Node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
} satisfies BuildOptions

// A program that is running may still be about to load a chunk of the build before.
function dropOldChunks(current: ReadonlySet<string>): void {
  const tenMinutesAgo = Date.now() - 600_000
  if (!existsSync('dist/chunks')) return
  for (const name of readdirSync('dist/chunks')) {
    const path = join('dist/chunks', name)
    if (!current.has(name) && statSync(path).mtimeMs < tenMinutesAgo) rmSync(path, { force: true })
  }
}

function replaceFile(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, contents)
  renameSync(fresh, path)
}

function partition<T>(
  all: readonly T[],
  belongs: (one: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [all.filter((one) => belongs(one)), all.filter((one) => !belongs(one))]
}

function run(problem: string, program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new SetUpError(`${problem}; the lines above say why`)
}
