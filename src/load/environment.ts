import { parseEnvFile } from '../interpolate/env-file.ts'
import { dirname } from 'node:path'
import { own } from '../units/own.ts'
import type { LoadRequest } from './load-request.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { absolutePath } from './paths.ts'
import { isRemote } from './remote.ts'
import type { EnvFileStatements, VariableTrail } from './variable-trail.ts'

/** The variables interpolation sees, and the env files the user named for it (not the default `.env`). */
export interface Environment {
  readonly variables: Variables
  readonly files: readonly string[]
  /** The files that were read, the strongest first. */
  readonly trail: VariableTrail['project']
}

/** Where relative paths of the project start, as far as it is known before its files are. */
export function initialDirectory(request: LoadRequest): string {
  const { projectDirectory, currentDirectory, files } = request
  const home = request.environment['HOME'] ?? ''
  if (projectDirectory !== undefined) return absolutePath(projectDirectory, currentDirectory, home)
  const first = files.find((file) => file !== '-')
  return first === undefined || isRemote(first)
    ? currentDirectory
    : dirname(absolutePath(first, currentDirectory, home))
}

/**
 * The shell's variables over those of the named env files (later files win), or of `.env` in the project's directory when
 * none is named. Spec: 3.1.
 */
export async function readEnvironment(run: LoadRun, request: LoadRequest): Promise<Environment> {
  const files = namedEnvFiles(run, request)
  // Files use it for mounts, and not every shell hands it on.
  const shell = { PWD: request.currentDirectory, ...request.environment }
  if (files.length === 0) {
    const start: Environment = { variables: shell, files: [], trail: [] }
    return withDefaultEnvFile(run, start, {
      directory: initialDirectory(request),
      speaksTo: listenersTo(request),
    })
  }
  const missing = await Promise.all(
    files.map(async (file) => ((await run.read(file)) === undefined ? file : undefined)),
  )
  for (const file of missing) {
    if (file !== undefined)
      run.reportMissingPart({
        code: 'CMP201',
        severity: 'error',
        message: await run.absence(`env file "${file}"`, file),
      })
  }
  const { variables, statements } = await readVariables(run, files, shell)
  return { variables: { ...variables, ...shell }, files, trail: statements.toReversed() }
}

/** Whom the `COMPOSE_...` variables of `.env` are for. */
type Listeners = 'files and program' | 'files'

/**
 * As for Docker Compose, `.env` says nothing to the program where the first file comes from elsewhere and no folder is named for
 * the project: it is looked for before the file is fetched.
 */
export function listenersTo({ projectDirectory, files }: LoadRequest): Listeners {
  const first = files.find((file) => file !== '-') ?? ''
  return projectDirectory === undefined && isRemote(first) ? 'files' : 'files and program'
}

interface DefaultEnvFile {
  readonly directory: string
  readonly speaksTo: Listeners
}

/** Adds the variables of `.env` in `directory`, unless named env files take its place or it is switched off. */
export async function withDefaultEnvFile(
  run: LoadRun,
  environment: Environment,
  { directory, speaksTo }: DefaultEnvFile,
): Promise<Environment> {
  const { variables, files, trail } = environment
  const path = absolutePath('.env', directory, '')
  const isRead = files.length > 0 || trail.some(({ file }) => file === path)
  if (isRead || isSwitchedOff(run, variables)) return environment
  const added = await readVariables(run, [path], variables)
  // It may say itself that it is not for the project's files; what it says to the program still counts.
  const isOff = speaksTo !== 'files' && isSwitchedOff(run, added.variables)
  return {
    variables: { ...(isOff ? forTheProgram(added.variables) : added.variables), ...variables },
    files,
    trail: [...trail, ...added.statements],
  }
}

function isSwitchedOff(run: LoadRun, variables: Variables): boolean {
  const text = variables['COMPOSE_DISABLE_ENV_FILE'] ?? ''
  if (text === '' || FALSE.includes(text.toLowerCase())) return false
  if (TRUE.includes(text.toLowerCase())) return true
  run.report({
    code: 'CMP116',
    severity: 'error',
    message: `COMPOSE_DISABLE_ENV_FILE is "${text}", which is neither true nor false`,
  })
  return false
}

const TRUE = ['1', 't', 'true']
const FALSE = ['0', 'f', 'false']

function forTheProgram(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith('COMPOSE_')))
}

export interface EnvFilesRead {
  readonly variables: Variables
  readonly statements: readonly EnvFileStatements[]
}

/** The variables of some env files, later ones over earlier; a missing file has none. Values may refer to `known` and earlier ones. */
export async function readVariables(
  run: LoadRun,
  files: readonly string[],
  known: Variables,
): Promise<EnvFilesRead> {
  const variables = new Map<string, string>()
  const statements: EnvFileStatements[] = []
  for (const file of files) {
    const text = await run.read(file)
    if (text === undefined) continue
    const { entries, diagnostics } = parseEnvFile(file, text, (name) => own(known, name), {
      earlier: (name) => variables.get(name),
    })
    // Without their values, everything that uses them would seem wrong.
    diagnostics.forEach(run.reportMissingPart)
    statements.push({ file, entries })
    for (const { key, value } of entries) if (value !== undefined) variables.set(key, value)
  }
  return { variables: Object.fromEntries(variables), statements }
}

function namedEnvFiles(run: LoadRun, request: LoadRequest): readonly string[] {
  const listed = request.environment['COMPOSE_ENV_FILES'] ?? ''
  const named = request.envFiles.length > 0 ? request.envFiles : listed.split(',')
  return named
    .filter((file) => file !== '')
    .map((file) => absolutePath(file, request.currentDirectory, run.home))
}
