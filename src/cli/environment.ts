import { parseEnvFile } from '../interpolate/env-file.ts'
import { initialDirectory, listenersTo } from '../load/environment.ts'
import { absolutePath } from '../load/paths.ts'
import type { LoadOptions, LoadRequest, SourceReader } from '../load/load-request.ts'
import { own } from '../units/own.ts'
import type { GlobalValues } from './command-spec.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

export type Environment = Readonly<Record<string, string>>

/** What the command line and the environment say about the project. */
export function loadRequestOf(globals: GlobalValues, shell: Shell, options: LoadOptions = {}): LoadRequest {
  const projectDirectory = globals['project-directory'] ?? globals.workdir
  const projectName = globals['project-name']
  return {
    files: globals.file,
    currentDirectory: shell.currentDirectory,
    ...(projectDirectory === undefined ? {} : { projectDirectory }),
    ...(projectName === undefined ? {} : { projectName }),
    profiles: globals.profile,
    envFiles: globals['env-file'],
    environment: shell.environment,
    options: { ...(globals['all-resources'] ? { allResources: true } : {}), ...options },
  }
}

/**
 * The variables that flags take their defaults from: those of the shell, and below them every `COMPOSE_...` of the env files.
 * What concerns the project (COMPOSE_FILE, COMPOSE_PROFILES...) the loader reads itself, and it reports what is wrong with
 * the files. Spec: 1.3.
 */
export async function flagEnvironment(request: LoadRequest, reader: SourceReader): Promise<Environment> {
  const variables = new Map<string, string>()
  const lookup = (name: string): string | undefined => own(request.environment, name) ?? variables.get(name)
  for (const path of envFilesOf(request)) {
    const text = await readIfPossible(path, reader)
    if (text === undefined) continue
    for (const { key, value } of parseEnvFile(path, text, lookup).entries) {
      if (value !== undefined && key.startsWith('COMPOSE_')) variables.set(key, value)
    }
  }
  return { ...Object.fromEntries(variables), ...request.environment }
}

async function readIfPossible(path: string, reader: SourceReader): Promise<string | undefined> {
  try {
    return await reader.read(path)
  } catch {
    // The loader meets the same file and says what is wrong with it.
    return undefined
  }
}

function envFilesOf(request: LoadRequest): readonly string[] {
  const { environment, currentDirectory, envFiles } = request
  const named = envFiles.length > 0 ? envFiles : (environment['COMPOSE_ENV_FILES'] ?? '').split(',')
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? ''
  const paths = named.filter((path) => path !== '').map((path) => absolutePath(path, currentDirectory, home))
  if (paths.length > 0) return paths
  if (isOn(environment, 'COMPOSE_DISABLE_ENV_FILE')) return []
  return listenersTo(request) === 'files' ? [] : [absolutePath('.env', initialDirectory(request), '')]
}

/** Whether a variable says yes, in any of the spellings that Docker Compose knows. */
export function isOn(environment: Environment, name: string): boolean {
  return ['1', 't', 'true'].includes((own(environment, name) ?? '').toLowerCase())
}

/** How many things may be done at once; undefined where nobody said so. Throws `UsageMistake` for what is no number. */
export function concurrencyOf(globals: GlobalValues, environment: Environment): number | undefined {
  const text = environment['COMPOSE_PARALLEL_LIMIT'] ?? ''
  const limit = globals.parallel ?? (text === '' ? undefined : Number(text))
  if (limit === undefined) return undefined
  if (!Number.isInteger(limit)) {
    const source = globals.parallel === undefined ? 'COMPOSE_PARALLEL_LIMIT' : '--parallel'
    throw new UsageMistake(
      `${source} cannot be "${globals.parallel ?? text}"`,
      'It takes a whole number; -1 is no limit.',
    )
  }
  return limit < 1 ? Infinity : limit
}
