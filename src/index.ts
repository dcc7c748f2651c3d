import type { Compose } from './app/library.ts'
import { composeOf } from './app/library.ts'
import { lazyPrograms } from './cli/lazy-programs.ts'
import { remoteFetch } from './cli/remote-fetch.ts'
import type { Engine } from './engine/engine.ts'
import type { Question } from './events/host.ts'
import type { RunEvent } from './events/run-event.ts'
import { createFileReader } from './load/file-reader.ts'

export type { Compose, Outcome } from './app/library.ts'
export type { Ending } from './app/surroundings.ts'
export { codes } from './diagnostics/codes.ts'
export type { DiagnosticCode } from './diagnostics/codes.ts'
export type { Diagnostic, SourceTexts, Span } from './diagnostics/diagnostic.ts'
export { OperationError } from './diagnostics/errors.ts'
export type { Origin } from './document/node.ts'
export type { Engine } from './engine/engine.ts'
export { EngineError } from './engine/errors.ts'
export type { ObservedContainer } from './engine/observed.ts'
export type { LogBatch, LogEntry, LogSource, Question } from './events/host.ts'
export type { RunEvent } from './events/run-event.ts'
export type { LoadResult, Origins } from './load/load-request.ts'
export type { Project } from './model/project.ts'
export type { Service } from './model/service.ts'
export type { ActionBase, Plan } from './planner/plan.ts'
export type { FieldChange, Reason, ResourceRef } from './planner/reason.ts'

/** What `createCompose` takes; everything has the default of the command line. */
export interface ComposeOptions {
  /** Where files are looked for and relative paths start; default: the current directory. */
  readonly directory?: string
  /** Compose files; default: discovered, as the command does. */
  readonly files?: readonly string[]
  readonly projectName?: string
  readonly profiles?: readonly string[]
  readonly envFiles?: readonly string[]
  /** Variables for interpolation and for finding the engine; default: those of the process. */
  readonly environment?: Readonly<Record<string, string>>
  /** Address of the engine, for example "unix:///var/run/docker.sock"; default: found as the command does. */
  readonly host?: string
  /** An engine of your own, which you close yourself. */
  readonly engine?: Engine
  /** Told of everything that happens. */
  readonly onEvent?: (event: RunEvent) => void
  /** Answers questions; default: the answer that keeps data. */
  readonly confirm?: (question: Question) => Promise<boolean>
}

/**
 * A Compose project to run from a program. Nothing is read or sent before the first call, nothing is printed, and the
 * process is never ended.
 */
export function createCompose(options: ComposeOptions = {}): Compose {
  const environment = options.environment ?? processVariables()
  return composeOf({
    request: {
      files: options.files ?? [],
      currentDirectory: options.directory ?? process.cwd(),
      ...(options.projectName === undefined ? {} : { projectName: options.projectName }),
      profiles: options.profiles ?? [],
      envFiles: options.envFiles ?? [],
      environment,
    },
    reader: createFileReader(() => process.stdin, remoteFetch(environment)),
    connect: async () => options.engine ?? connect(options.host, environment),
    ownsEngine: options.engine === undefined,
    now: () => performance.now(),
    unixMs: Date.now,
    takeTurn: async (key, signal) => (await import('./cli/project-turns.ts')).takeTurn(key, signal),
    programs: lazyPrograms(environment),
    registryAuth: async (reference) => {
      const { registryAuth } = await import('./engine/docker/credentials.ts')
      return registryAuth(reference, { environment })
    },
    registryConfig: async () => {
      const { registryConfig } = await import('./engine/docker/registry-config.ts')
      return registryConfig({ environment })
    },
    onEvent: options.onEvent ?? (() => undefined),
    confirm: options.confirm ?? (async (question) => question.default),
  })
}

async function connect(
  host: string | undefined,
  environment: Readonly<Record<string, string>>,
): Promise<Engine> {
  const { locateEngine } = await import('./engine/docker/locate.ts')
  const { connectEngine } = await import('./engine/docker/connect.ts')
  const location = await locateEngine({ environment, ...(host === undefined ? {} : { host }) })
  return connectEngine(location, { now: Date.now })
}

function processVariables(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
