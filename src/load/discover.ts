import { dirname } from 'node:path'
import type { LoadRequest } from './load-request.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { initialDirectory } from './environment.ts'
import { absolutePath } from './paths.ts'
import { isRemote, placeHint } from './remote.ts'

/** The files of a project in merge order. */
export interface FileSet {
  readonly files: readonly string[]
  /** Where its relative paths start: at the first file from another place, if there is one. */
  readonly directory: string
  /** The folder of this machine that it belongs to, for its name and its `.env`. */
  readonly ownDirectory: string
}

export const FILE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']
const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
]

/** `-f`, else `COMPOSE_FILE`, else the first directory from the current one upwards that has a Compose file. Spec: 3.1. */
export async function findFiles(
  run: LoadRun,
  request: LoadRequest,
  variables: Variables,
): Promise<FileSet | undefined> {
  const named = request.files.length > 0 ? request.files : listedFiles(variables)
  if (named.length === 0) return discover(run, request)
  const files: string[] = []
  for (const name of named) files.push((await locate(run, request, name)) ?? name)
  const first = named.findIndex(isRemote)
  const ownDirectory = directoryOf(request, named, run.home)
  return { files, directory: first === -1 ? ownDirectory : dirname(files[first] ?? ''), ownDirectory }
}

/** The path of a file that was named; when there is none, that is reported. */
async function locate(run: LoadRun, request: LoadRequest, name: string): Promise<string | undefined> {
  const file = isRemote(name)
    ? await run.fetch(name)
    : name === '-'
      ? name
      : absolutePath(name, request.currentDirectory, run.home)
  if (typeof file !== 'string') {
    run.reportMissingPart(file)
    return undefined
  }
  if ((await run.read(file)) === undefined) await reportMissing(run, name, file)
  return file
}

function listedFiles(variables: Variables): readonly string[] {
  const separator = variables['COMPOSE_PATH_SEPARATOR'] ?? ''
  const list = variables['COMPOSE_FILE'] ?? ''
  return list.split(separator === '' ? ':' : separator).filter((file) => file !== '')
}

async function discover(run: LoadRun, request: LoadRequest): Promise<FileSet | undefined> {
  const start = initialDirectory(request)
  for (let directory = start; ; directory = dirname(directory)) {
    const file = await firstOf(run, directory, FILE_NAMES)
    if (file !== undefined) {
      const override = await firstOf(run, directory, OVERRIDE_NAMES)
      const files = override === undefined ? [file] : [file, override]
      const ownDirectory = directoryOf(request, files, run.home)
      return { files, directory: ownDirectory, ownDirectory }
    }
    if (dirname(directory) === directory) break
  }
  run.reportMissingPart({
    code: 'CMP101',
    severity: 'error',
    message: `no Compose file in "${start}" or a folder above it`,
    hint: `create "${FILE_NAMES[0] ?? ''}", or name a file with -f`,
  })
  return undefined
}

async function firstOf(
  run: LoadRun,
  directory: string,
  names: readonly string[],
): Promise<string | undefined> {
  const paths = names.map((name) => absolutePath(name, directory, ''))
  const texts = await Promise.all(paths.map((path) => run.read(path)))
  const found = paths.filter((_, index) => texts[index] !== undefined)
  const [winner, ...ignored] = found
  if (winner !== undefined && ignored.length > 0) {
    const message = `several Compose files in one folder: using "${winner}", not ${ignored.map((path) => `"${path}"`).join(', ')}`
    run.report({ code: 'CMP123', severity: 'warning', message })
  }
  return winner
}

function directoryOf(request: LoadRequest, files: readonly string[], home: string): string {
  const { projectDirectory, currentDirectory } = request
  if (projectDirectory !== undefined) return initialDirectory(request)
  const [first = '-'] = files
  const isElsewhere = first === '-' || isRemote(first)
  return isElsewhere ? currentDirectory : dirname(absolutePath(first, currentDirectory, home))
}

async function reportMissing(run: LoadRun, file: string, path: string): Promise<void> {
  const message = await run.absence(`Compose file "${file}"`, path)
  run.reportMissingPart({ code: 'CMP102', severity: 'error', message, ...placeHint(file) })
}
