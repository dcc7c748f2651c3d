import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingNode } from '../document/node.ts'
import { findFiles } from './discover.ts'
import type { Environment } from './environment.ts'
import { listenersTo, readEnvironment, withDefaultEnvFile } from './environment.ts'
import { loadModel } from './load-model.ts'
import type { LoadRequest, SourceReader } from './load-request.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { diagnosticsOf, lookupIn, readDocuments, startRun } from './load-run.ts'
import { normalise } from './normalise.ts'
import { decideProjectName } from './project-name.ts'
import { resolveBuildArguments } from './resolve-environment.ts'
import type { VariableTrail } from './variable-trail.ts'

/** The canonical document of a project, and what was found out on the way to it. */
export interface LoadedDocument {
  readonly document: MappingNode
  readonly name: string
  readonly files: readonly string[]
  readonly directory: string
  readonly envFiles: readonly string[]
  readonly variables: Variables
  /** The env files that `variables` come from, the strongest first. */
  readonly trail: VariableTrail['project']
}

/** Finds the files, reads the environment, and merges everything into one canonical document. `undefined`: there is none. */
export async function loadDocument(run: LoadRun, request: LoadRequest): Promise<LoadedDocument | undefined> {
  const early = await readEnvironment(run, request)
  const found = await findFiles(run, request, early.variables)
  if (found === undefined) return undefined
  const { files, directory, ownDirectory } = found
  const environment = await withDefaultEnvFile(run, early, {
    directory: ownDirectory,
    speaksTo: listenersTo(request),
  })
  const name = await nameProject(run, request, { files, directory: ownDirectory, environment })
  const variables = { ...environment.variables, COMPOSE_PROJECT_NAME: name }
  const bases = run.options.resolvePaths ? { pathBase: directory } : {}
  const model = await loadModel(run, {
    files,
    directory,
    variables,
    envFilesAround: [],
    includedBy: [],
    ...bases,
  })
  if (model === undefined || model.entries.size === 0) {
    reportEmpty(run, files)
    return undefined
  }
  const document = run.options.normalize ? normaliseWith(run, model, { name, variables }) : model
  const { files: envFiles, trail } = environment
  return { document, name, files, directory, envFiles, variables, trail }
}

export type MergedDocument =
  | {
      readonly ok: true
      readonly loaded: LoadedDocument
      readonly warnings: readonly Diagnostic[]
      readonly sources: ReadonlyMap<string, string>
    }
  | {
      readonly ok: false
      readonly diagnostics: readonly Diagnostic[]
      readonly sources: ReadonlyMap<string, string>
    }

/** The merged document itself, as `config --no-interpolate` shows it, without reading it into the model. */
export async function loadMergedDocument(
  request: LoadRequest,
  source: SourceReader,
  signal?: AbortSignal,
): Promise<MergedDocument> {
  const run = startRun(request, source, signal)
  const loaded = await loadDocument(run, request)
  const { sources, hasErrors } = run.state
  const diagnostics = diagnosticsOf(run)
  return loaded === undefined || hasErrors
    ? { ok: false, diagnostics, sources }
    : { ok: true, loaded, warnings: diagnostics, sources }
}

interface NameContext {
  readonly files: readonly string[]
  readonly directory: string
  readonly environment: Environment
}

async function nameProject(run: LoadRun, request: LoadRequest, context: NameContext): Promise<string> {
  const { files, directory, environment } = context
  const documents = (await Promise.all(files.map((file) => readDocuments(run, file)))).flat()
  return decideProjectName(run, { request, directory, variables: environment.variables, documents })
}

function normaliseWith(
  { options }: LoadRun,
  model: MappingNode,
  { name, variables }: Pick<LoadedDocument, 'name' | 'variables'>,
): MappingNode {
  // Where variables are left alone, none has a value.
  const lookup = lookupIn(options.interpolate ? variables : {})
  return normalise(resolveBuildArguments(model, lookup), name)
}

function reportEmpty(run: LoadRun, files: readonly string[]): void {
  if (run.state.lacksParts) return
  const span = { file: files[0] ?? '-', start: 0, end: 0 }
  run.reportMissingPart({ code: 'CMP104', severity: 'error', message: 'the file is empty', span })
}
