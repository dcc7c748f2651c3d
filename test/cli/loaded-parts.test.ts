import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCompose } from '../support/run-compose.ts'
import { TemporaryDirectory } from '../support/temporary-directory.ts'
import { writeFile } from 'node:fs/promises'

interface Coverage {
  readonly result: readonly { readonly url: string }[]
}
interface Bundle {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>
}

const project = 'services:\n  web:\n    image: nginx\n'

/** The source files whose code a command line loaded, as Node itself reports them. */
async function loadedBy(...args: readonly string[]): Promise<readonly string[]> {
  await using directory = await TemporaryDirectory.create()
  await writeFile(directory.join('compose.yaml'), project)
  const reports = directory.join('coverage')
  await runCompose(args, { cwd: directory.path, env: { NODE_V8_COVERAGE: reports } })
  const { outputs }: Bundle = JSON.parse(readFileSync('dist/meta.json', 'utf8'))
  const chunks = new Map(
    Object.entries(outputs).map(([path, { inputs }]) => [basename(path), Object.keys(inputs)]),
  )
  return readdirSync(reports)
    .map((name): Coverage => JSON.parse(readFileSync(join(reports, name), 'utf8')))
    .flatMap(({ result }) => result.flatMap(({ url }) => chunks.get(basename(url)) ?? []))
}

function packagesOf(files: readonly string[]): readonly string[] {
  const names = files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(file)?.[1] ?? [])
  return [...new Set(names)].sort()
}

describe('what a command loads', () => {
  it('is no package at all for --help', async () => {
    const files = await loadedBy('--help')
    expect(files).toContain('src/cli/program.ts')
    expect(packagesOf(files)).toEqual([])
  })

  it('is neither dockerode nor listr2 for config', async () => {
    const files = await loadedBy('config')
    expect(files).toContain('src/app/config.ts')
    expect(packagesOf(files)).not.toContain('dockerode')
    expect(packagesOf(files)).not.toContain('listr2')
  })

  it('is no project for version --short', async () => {
    const files = await loadedBy('version', '--short')
    expect(files).toContain('src/cli/commands/version.ts')
    expect(files).not.toContain('src/load/load-project.ts')
  })
})
