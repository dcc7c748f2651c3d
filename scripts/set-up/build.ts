import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { bundleCommand, bundlePlugin } from './bundle-command.ts'
import { bundleLibrary } from './bundle-library.ts'
import { onceFor } from './fingerprint.ts'
import { replaceFile } from './output-files.ts'
import { packsFolder } from './pack-parts.ts'
import { say, SetUpError } from './print.ts'

const schema = 'schemas/compose.schema.json'
const sources = [
  'src',
  'schemas',
  'package.json',
  'package-lock.json',
  'scripts/set-up/build.ts',
  'scripts/set-up/bundle-command.ts',
  'scripts/set-up/bundle-library.ts',
  'scripts/set-up/bundle-options.ts',
  'scripts/set-up/compiled-code.ts',
  'scripts/set-up/optimiser-budget.ts',
  'scripts/set-up/pack-parts.ts',
  'scripts/bundle-plugins.ts',
]

/** Brings `dist/` up to date: the validator, the command and the library. Costs a few milliseconds when nothing changed. */
export async function buildProgram(): Promise<void> {
  await generateSources()
  await onceFor({ name: 'bundle', inputs: sources, output: packsFolder('dist/command') }, bundleProgram)
}

/** Brings the type declarations of the library in `dist/types` up to date. */
export async function buildTypes(): Promise<void> {
  const inputs = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
  await onceFor({ name: 'types', inputs, output: 'dist/types/index.d.ts' }, async () => {
    rmSync('dist/types', { recursive: true, force: true })
    run('The type declarations could not be made', 'node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'])
    // The rest of dist/ is CommonJS.
    replaceFile('dist/types/package.json', JSON.stringify({ type: 'module' }))
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
  const [command, library] = await Promise.all([bundleCommand(), bundleLibrary(), bundlePlugin()]).catch(
    (error: unknown) => {
      throw isBuildFailure(error)
        ? new SetUpError('The program could not be bundled; the lines above say why')
        : error
    },
  )
  replaceFile('dist/meta.json', JSON.stringify({ outputs: { ...command.outputs, ...library.outputs } }))
}

// esbuild has printed what is wrong.
function isBuildFailure(error: unknown): boolean {
  return error instanceof Error && 'errors' in error
}

function run(problem: string, program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new SetUpError(`${problem}; the lines above say why`)
}
