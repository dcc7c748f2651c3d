import { dirname } from 'node:path'
import type { LoadRequest } from './load-request.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { initialDirectory } from './environment.ts'
import { absolutePath } from './paths.ts'
import { isRemote, remoteDiagnostic } from './remote.ts'

/** The files of a project in merge order, and the directory its relative paths start from. */
export interface FileSet {
  readonly files: readonly string[]
  readonly directory: string
}

const FILE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']
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
  const files = named.map((file) =>
    file === '-' ? file : absolutePath(file, request.currentDirectory, run.home),
  )
  for (const [index, file] of files.entries()) {
    if ((await run.read(file)) === undefined) await reportMissing(run, named[index] ?? file, file)
  }
  return { files, directory: directoryOf(request, files) }
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
      return { files, directory: directoryOf(request, files) }
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

function directoryOf(request: LoadRequest, files: readonly string[]): string {
  if (request.projectDirectory !== undefined) return initialDirectory(request)
  const first = files.find((file) => file !== '-')
  return first === undefined || files[0] === '-' ? request.currentDirectory : dirname(first)
}

async function reportMissing(run: LoadRun, file: string, path: string): Promise<void> {
  run.reportMissingPart(
    isRemote(file)
      ? remoteDiagnostic(file)
      : { code: 'CMP102', severity: 'error', message: await run.absence(`Compose file "${file}"`, path) },
  )
}
