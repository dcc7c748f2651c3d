import { describe, expect, it } from 'vitest'
import { OperationError } from '../../src/diagnostics/errors.ts'
import type { LoadRequest, LoadResult } from '../../src/load/load-request.ts'
import { loadProject } from '../../src/load/load-project.ts'
import { isRemote } from '../../src/load/remote.ts'
import { memoryReader } from '../support/memory-reader.ts'
import { shownDiagnostics } from './loading.ts'

const base = 'services: {db: {image: "db:${TAG:-none}", volumes: ["./data:/data"]}}'
const fetched: Readonly<Record<string, string>> = {
  'oci://host.test/app': '/cache/app/compose.yaml',
  'https://host.test/app.git': '/cache/git/sub/compose.yaml',
}
const files = {
  '/cache/app/compose.yaml': base,
  '/cache/app/.env': 'TAG=theirs',
  '/cache/git/sub/compose.yaml': 'services: {db: {extends: {file: ../base.yaml, service: db}}}',
  '/cache/git/base.yaml': base,
  '/proj/app/.env': 'TAG=ours',
}

async function load(
  more: Readonly<Record<string, string>>,
  request: Partial<LoadRequest> = {},
): Promise<LoadResult & { readonly asked: readonly string[] }> {
  const asked: string[] = []
  const bare = { files: [], currentDirectory: '/proj/app', profiles: [], envFiles: [], environment: {} }
  const result = await loadProject(
    { ...bare, ...request },
    {
      ...memoryReader({ ...files, ...more }),
      fetch: async (reference) => {
        asked.push(reference)
        const path = fetched[reference]
        if (path === undefined) throw new OperationError('CMP124', `there is no "${reference}"`)
        return path
      },
    },
  )
  return { ...result, asked }
}

async function projectOf(...args: Parameters<typeof load>) {
  const result = await load(...args)
  if (!result.ok) throw new Error(shownDiagnostics(result.diagnostics, result.sources).join('\n'))
  return result.project
}

async function remarksOn(...args: Parameters<typeof load>): Promise<readonly string[]> {
  const result = await load(...args)
  return result.ok ? [] : shownDiagnostics(result.diagnostics, result.sources)
}

const sourceOf = ({ services }: Awaited<ReturnType<typeof projectOf>>) => services['db']?.volumes?.[0]?.source

describe('isRemote', () => {
  it.each([
    'oci://host/app',
    'https://host/app.git',
    'http://host/app.git#main:sub',
    'git://host/app',
    'ssh://git@host/app',
    'git@host.test:team/app',
    'github.com/team/app',
  ])('knows "%s"', (reference) => {
    expect(isRemote(reference)).toBe(true)
  })

  it.each([
    'compose.yaml',
    '-',
    './github.com/x',
    'https://host/app.yaml',
    'file:///app.git',
    'a@b/c:d',
    '~/x.git',
  ])('takes "%s" for a file', (reference) => {
    expect(isRemote(reference)).toBe(false)
  })
})

describe('a file of another place', () => {
  it('is named with -f: paths start there, name and variables are of the current folder', async () => {
    const project = await projectOf({}, { files: ['oci://host.test/app'] })
    expect(project.name).toBe('app')
    expect(project.workingDirectory).toBe('/cache/app')
    expect(project.files).toEqual(['/cache/app/compose.yaml'])
    expect(project.services['db']?.image).toBe('db:ours')
    expect(sourceOf(project)).toBe('/cache/app/data')
  })

  it('has a ".env" that says nothing to the program, unless a folder is named', async () => {
    const own = { '/proj/app/.env': 'TAG=ours\nCOMPOSE_DISABLE_ENV_FILE=1\n' }
    const request = { files: ['oci://host.test/app'] }
    const imageWith = async (more: Partial<LoadRequest>) =>
      (await projectOf(own, { ...request, ...more })).services['db']?.image
    expect(await imageWith({})).toBe('db:ours')
    expect(await imageWith({ projectDirectory: '.' })).toBe('db:none')
  })

  it('has files of this machine merged onto it, whose paths start there too', async () => {
    const own = { '/proj/l/own.yaml': 'services: {db: {volumes: ["./own:/data"]}}' }
    const project = await projectOf(own, { files: ['../l/own.yaml', 'oci://host.test/app', '../l/own.yaml'] })
    expect(project.name).toBe('l')
    expect(sourceOf(project)).toBe('/cache/app/own')
  })

  it('is included, and extended, with its own paths', async () => {
    const include = { '/proj/app/compose.yaml': 'include: ["https://host.test/app.git"]' }
    expect(sourceOf(await projectOf(include))).toBe('/cache/git/data')
    const text = 'services: {db: {extends: {file: "https://host.test/app.git", service: db}}}'
    expect(sourceOf(await projectOf({ '/proj/app/compose.yaml': text }))).toBe('/cache/git/data')
  })

  it('is fetched once', async () => {
    const text = `include: ["oci://host.test/app"]
services: {a: {extends: {file: "oci://host.test/app", service: db}}}`
    const { asked } = await load({ '/proj/app/compose.yaml': text })
    expect(asked).toEqual(['oci://host.test/app'])
  })

  it('is a mistake at its place when it cannot be fetched', async () => {
    expect(await remarksOn({}, { files: ['oci://host.test/none'] })).toEqual([
      'CMP124 there is no "oci://host.test/none"',
    ])
    const text = `include: ["oci://host.test/none"]
services: {a: {extends: {file: "git://none", service: db}}}`
    expect(await remarksOn({ '/proj/app/compose.yaml': text })).toEqual([
      'CMP124 compose.yaml:1:11 there is no "oci://host.test/none"',
      'CMP124 compose.yaml:2:32 there is no "git://none"',
    ])
  })

  it('that nothing fetches from is named with what would be', async () => {
    expect(await remarksOn({}, { files: ['https://host.test/compose.yaml'] })).toEqual([
      'CMP102 Compose file "https://host.test/compose.yaml" not found',
    ])
  })
})
