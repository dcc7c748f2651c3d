import { dirname, relative } from 'node:path'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { MappingEntry, MappingNode, Node } from '../document/node.ts'
import { toPlain } from '../document/to-plain.ts'
import { readVariables } from './environment.ts'
import type { EnvFilesRead } from './environment.ts'
import type { LoadRun } from './load-run.ts'
import { mappingNode, textAt, valueAt, withValue } from './make-node.ts'
import type { IncludeStep, ModelRequest } from './model-request.ts'
import { absolutePath } from './paths.ts'
import { isRemote, placeHint } from './remote.ts'
import { textsOf } from './texts.ts'
import type { WrittenText } from './texts.ts'
import { withoutUnreadKeys } from './unread-keys.ts'
import { withHop } from './with-hop.ts'

interface IncludeContext {
  readonly run: LoadRun
  /** The file with the `include`, and what it is part of. */
  readonly file: string
  readonly request: ModelRequest
  readonly loadModel: (run: LoadRun, request: ModelRequest) => Promise<MappingNode | undefined>
}

const SECTIONS = ['services', 'networks', 'volumes', 'secrets', 'configs', 'models']

/**
 * Adds the resources of included projects to a document. Each is loaded as a project of its own, with its own directory and
 * `.env`; where both have a resource, this document is merged onto the included one. Spec: 3.7.
 */
export async function applyInclude(context: IncludeContext, document: MappingNode): Promise<MappingNode> {
  const include = valueAt(document, 'include')
  if (include?.kind !== 'sequence') return document
  const items = include.items.map((entry) => withKnownKeys(entry, context.run))
  let result = withValue(document, 'include', { ...include, items })
  for (const entry of items) {
    const included = await loadIncluded(context, entry)
    if (included !== undefined) result = importResources(context.run, included, result)
  }
  return result
}

/** Where there is no path, validation looks for the key that was meant as it. */
function withKnownKeys(entry: Node, { report }: LoadRun): Node {
  if (entry.kind !== 'mapping' || valueAt(entry, 'path') === undefined) return entry
  const known = ['env_file', 'path', 'project_directory']
  return withoutUnreadKeys(entry, { what: 'an include', known, report })
}

async function loadIncluded(context: IncludeContext, entry: Node): Promise<MappingNode | undefined> {
  const { run, request, file } = context
  const { directory } = request
  const paths = pathsOf(entry)
  // Validation says what is wrong with the entry.
  if (paths === undefined) run.state.lacksParts = true
  const files = await locateFiles(run, paths ?? [], directory)
  const [first] = files ?? []
  if (files === undefined || first === undefined) return undefined
  const includedBy = [...request.includedBy, { file, span: entry.origin.span }]
  if (includedBy.some((step) => step.file === first)) {
    run.reportMissingPart(cycle(includedBy, first))
    return undefined
  }
  run.state.included++
  if (run.state.included > MOST_INCLUDED) {
    if (run.state.included === MOST_INCLUDED + 1) run.reportMissingPart(tooMany(entry.origin.span))
    return undefined
  }
  const own = entry.kind === 'mapping' ? textAt(entry, 'project_directory') : undefined
  const ownDirectory = own === undefined ? dirname(first) : absolutePath(own, directory, run.home)
  const { variables, statements } = await includedVariables(context, entry, ownDirectory)
  const envFilesAround = [...request.envFilesAround, ...statements.toReversed()]
  if (statements.length > 0) run.state.includedTrails.push({ file: first, envFiles: envFilesAround })
  const model = await context.loadModel(run, {
    files,
    directory: ownDirectory,
    variables,
    envFilesAround,
    includedBy,
    pathBase: baseOf(request, ownDirectory),
  })
  return model === undefined ? undefined : importable(model, entry.origin.span)
}

/** Paths of an included project never stay as they are: those of this one are seen from another folder. */
function baseOf({ directory, pathBase }: ModelRequest, ownDirectory: string): string {
  return pathBase === directory ? ownDirectory : relative(directory, ownDirectory) || '.'
}

/** `undefined` when the entry has another form than it may have. */
function pathsOf(entry: Node): readonly WrittenText[] | undefined {
  const node = entry.kind === 'mapping' ? valueAt(entry, 'path') : entry
  const paths = textsOf(node)
  const written = node?.kind === 'sequence' ? node.items.length : node === undefined ? 0 : 1
  return entry.kind === 'sequence' || paths.length < written ? undefined : paths
}

/** Files that include others twice stand for very many. */
const MOST_INCLUDED = 1_000

function tooMany(span: Span): Diagnostic {
  return {
    code: 'CMP112',
    severity: 'error',
    message: `more than ${MOST_INCLUDED} projects are included`,
    span,
  }
}

/** Where the files of one entry are; `undefined` when one of them is nowhere, which is reported. */
async function locateFiles(
  run: LoadRun,
  paths: readonly WrittenText[],
  directory: string,
): Promise<readonly string[] | undefined> {
  const files: string[] = []
  for (const { text, span } of paths) {
    const file = isRemote(text) ? await run.fetch(text) : absolutePath(text, directory, run.home)
    if (typeof file !== 'string') run.reportMissingPart({ ...file, span })
    else if ((await run.read(file)) !== undefined) files.push(file)
    else {
      const message = `included file "${text}" not found`
      run.reportMissingPart({ code: 'CMP120', severity: 'error', message, ...placeHint(text, span) })
    }
  }
  return files.length === paths.length ? files : undefined
}

/** What this project's files see, over the env files of the included one: those named, else `.env` in its directory. */
async function includedVariables(
  context: IncludeContext,
  entry: Node,
  directory: string,
): Promise<EnvFilesRead> {
  const { run, request } = context
  const named = textsOf(entry.kind === 'mapping' ? valueAt(entry, 'env_file') : undefined)
  const files: string[] = []
  for (const { text, span } of named) {
    if (text === '/dev/null') continue
    const file = absolutePath(text, request.directory, run.home)
    files.push(file)
    if ((await run.read(file)) !== undefined) continue
    run.report({ code: 'CMP201', severity: 'error', message: `env file "${file}" not found`, span })
  }
  const used = named.length === 0 ? [absolutePath('.env', directory, '')] : files
  const { variables, statements } = await readVariables(run, used, request.variables)
  return { variables: { ...variables, ...request.variables }, statements }
}

function importable(model: MappingNode, span: Span): MappingNode {
  const entries = SECTIONS.flatMap((section): [string, MappingEntry][] => {
    const entry = model.entries.get(section)
    return entry === undefined
      ? []
      : [[section, { key: entry.key, value: withHop(entry.value, { how: 'include', span }) }]]
  })
  return mappingNode(entries, model.origin)
}

function importResources(run: LoadRun, included: MappingNode, document: MappingNode): MappingNode {
  const merged = run.merger.mergeDocuments(withoutSame(included, document), document)
  return { ...merged, origin: document.origin }
}

/** A resource that two projects include in the same words needs no merging, which would repeat the entries of its lists. */
function withoutSame(included: MappingNode, document: MappingNode): MappingNode {
  const entries = Array.from(included.entries).map(([section, entry]): [string, MappingEntry] => {
    const present = valueAt(document, section)
    if (entry.value.kind !== 'mapping' || present?.kind !== 'mapping') return [section, entry]
    const kept = Array.from(entry.value.entries).filter(([name, { value }]) => {
      const other = valueAt(present, name)
      return other === undefined || JSON.stringify(toPlain(other)) !== JSON.stringify(toPlain(value))
    })
    return [section, { key: entry.key, value: mappingNode(kept, entry.value.origin) }]
  })
  return mappingNode(entries, included.origin)
}

function cycle(includedBy: readonly IncludeStep[], file: string): Diagnostic {
  const steps = includedBy.slice(includedBy.findIndex((step) => step.file === file))
  const last = steps.at(-1)
  return {
    code: 'CMP120',
    severity: 'error',
    message: `include cycle: ${[...steps.map((step) => step.file), file].join(' -> ')}`,
    ...(last === undefined ? {} : { span: last.span }),
    related: steps.slice(0, -1).map(({ span }) => ({ message: 'included here', span })),
  }
}
