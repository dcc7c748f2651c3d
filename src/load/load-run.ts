import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { interpolateDocument } from '../interpolate/interpolate-document.ts'
import { castAt } from '../interpolate/casts.ts'
import type { MappingNode, Node } from '../document/node.ts'
import { formatPath } from '../document/path.ts'
import type { Path } from '../document/path.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { own } from '../units/own.ts'
import type { LoadOptions, LoadRequest, SourceReader } from './load-request.ts'
import type { Merger } from './merge.ts'
import { createMerger } from './merge.ts'
import type { FetchRemote } from './remote.ts'
import { createFetch } from './remote.ts'
import type { Report } from './rules.ts'
import { createDeduplicator } from './unique.ts'
import type { IncludedTrail } from './variable-trail.ts'

export type Variables = Readonly<Record<string, string>>

/** What the stages of one load share: the files read so far, and what there is to say about them. */
export interface LoadRun {
  readonly options: Required<LoadOptions>
  readonly home: string
  /** What cannot be merged is held back: mostly a value is wrong in itself, which validation says better. */
  readonly merger: Merger
  readonly deduplicate: (document: MappingNode) => MappingNode
  /** Reads each file once. `undefined`: there is no such file. */
  readonly read: (path: string) => Promise<string | undefined>
  readonly fetch: FetchRemote
  readonly linkTarget: (path: string) => Promise<string | undefined>
  /** Says of a file that could not be read: `env file "x" not found`, or that it is a folder. */
  readonly absence: (what: string, path: string) => Promise<string>
  readonly report: Report
  /** As `report`; and what follows from the project as a whole would mislead, because part of it is missing. */
  readonly reportMissingPart: Report
  /** Reports what a later stage found, but not what only follows from a mistake that is reported already. */
  readonly reportFollowing: Report
  /** Reports what could not be merged since this was last called. */
  readonly reportUnmerged: () => void
  /** Notes a value that was taken out of the document because it is wrong. */
  readonly noteWrong: (path: Path, span: Span) => void
  readonly state: RunState
}

interface RunState {
  readonly diagnostics: Diagnostic[]
  readonly sources: Map<string, string>
  readonly documents: Map<string, readonly MappingNode[]>
  /** Files that are no YAML, or not only mappings. */
  readonly unreadable: Set<string>
  /** Number of included projects so far. */
  included: number
  readonly includedTrails: IncludedTrail[]
  readonly wrong: Span[]
  /** Services, networks and so on that something was taken out of: `services.web`. */
  readonly incomplete: Set<string>
  readonly unmerged: Diagnostic[]
  hasErrors: boolean
  lacksParts: boolean
}

export function startRun(request: LoadRequest, source: SourceReader, signal?: AbortSignal): LoadRun {
  const state: RunState = {
    diagnostics: [],
    sources: new Map(),
    documents: new Map(),
    unreadable: new Set(),
    included: 0,
    includedTrails: [],
    wrong: [],
    incomplete: new Set(),
    unmerged: [],
    hasErrors: false,
    lacksParts: false,
  }
  const report = createReport(state)
  const reportFollowing: Report = (diagnostic) => {
    if (!state.hasErrors || !isConsequence(diagnostic, state)) report(diagnostic)
  }
  return {
    options: withDefaults(request.options ?? {}),
    home: request.environment['HOME'] ?? request.environment['USERPROFILE'] ?? '',
    merger: createMerger(
      (diagnostic) => state.unmerged.push(diagnostic),
      request.options?.interpolate === false ? 'list' : 'mapping',
    ),
    deduplicate: createDeduplicator(),
    read: createRead(state, source, signal),
    fetch: createFetch(source, signal),
    linkTarget: async (path) => source.linkTarget?.(path),
    absence: async (what, path) =>
      (await source.isFolder?.(path)) === true ? `${what} is a folder, not a file` : `${what} not found`,
    report,
    reportMissingPart: (diagnostic) => {
      report(diagnostic)
      if (diagnostic.severity === 'error') state.lacksParts = true
    },
    reportFollowing,
    reportUnmerged: () => state.unmerged.splice(0).forEach(reportFollowing),
    noteWrong: (path, span) => {
      state.wrong.push(span)
      state.incomplete.add(formatPath(path.slice(0, 2)))
    },
    state,
  }
}

function isConsequence({ span }: Diagnostic, { wrong, diagnostics }: RunState): boolean {
  const isSame = (other?: Span): boolean => other?.start === span?.start && other?.file === span?.file
  return (
    (span !== undefined && wrong.some((inner) => isWithin(inner, span))) ||
    diagnostics.some((said) => said.severity === 'error' && isSame(said.span))
  )
}

export function isWithin(inner: Span, outer: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end
}

function withDefaults(options: LoadOptions): Required<LoadOptions> {
  return { ...DEFAULTS, resolveLabelFiles: options.resolveEnvFiles ?? true, ...options }
}

const DEFAULTS = {
  interpolate: true,
  normalize: true,
  resolvePaths: true,
  checkConsistency: true,
  resolveEnvFiles: true,
  lint: false,
  allResources: false,
  compatibility: false,
} as const

/** Says each thing once: a file can be part of the project in several ways. */
function createReport(state: RunState): Report {
  const said = new Set<string>()
  return (diagnostic) => {
    const { code, message, span } = diagnostic
    const key = JSON.stringify([code, message, span?.file, span?.start])
    if (said.has(key)) return
    said.add(key)
    state.diagnostics.push(diagnostic)
    if (diagnostic.severity === 'error') state.hasErrors = true
  }
}

function createRead(state: RunState, source: SourceReader, signal?: AbortSignal): LoadRun['read'] {
  const reads = new Map<string, Promise<string | undefined>>()
  const readNow = async (path: string): Promise<string | undefined> => {
    // Its place among the sources is that of the question, not of the answer.
    state.sources.set(path, '')
    const text = await source.read(path, signal)
    if (text === undefined) state.sources.delete(path)
    else state.sources.set(path, text)
    return text
  }
  return (path) => {
    const reading = reads.get(path) ?? readNow(path)
    reads.set(path, reading)
    return reading
  }
}

/** What there is to say, in the order of the files and the places in them; first what is about no file. */
export function diagnosticsOf(run: LoadRun): readonly Diagnostic[] {
  const files = [...run.state.sources.keys()]
  const rank = ({ span }: Diagnostic): number => (span === undefined ? -1 : files.indexOf(span.file))
  return run.state.diagnostics.toSorted(
    (one, other) => rank(one) - rank(other) || (one.span?.start ?? 0) - (other.span?.start ?? 0),
  )
}

/** The documents of one file, each a mapping; what is wrong with the text is reported. */
export async function readDocuments(run: LoadRun, file: string): Promise<readonly MappingNode[]> {
  const known = run.state.documents.get(file)
  if (known !== undefined) return known
  const text = await run.read(file)
  const documents = text === undefined ? [] : parseDocuments(run, file, text)
  run.state.documents.set(file, documents)
  return documents
}

/** A key given twice, an alias of nothing: what the rest of the text means is known all the same, and is judged too. */
const LOCAL_MISTAKES: ReadonlySet<string> = new Set(['CMP105', 'CMP111'])

function parseDocuments(run: LoadRun, file: string, text: string): readonly MappingNode[] {
  const { documents, diagnostics } = parseYaml(file, text)
  diagnostics.forEach(run.reportMissingPart)
  const isYaml = diagnostics.every(({ severity, code }) => severity !== 'error' || LOCAL_MISTAKES.has(code))
  const mappings = isYaml ? documents.flatMap((document) => asMapping(run, document) ?? []) : []
  if (!isYaml || mappings.length < documents.length) run.state.unreadable.add(file)
  return mappings
}

function asMapping(run: LoadRun, document: Node): MappingNode | undefined {
  if (document.kind === 'mapping') return document
  const isEmpty = document.kind === 'scalar' && document.value === null
  run.reportMissingPart({
    code: 'CMP104',
    severity: 'error',
    message: isEmpty ? 'the document is empty' : 'the top level must be a mapping',
    span: document.origin.span,
    hint: 'a Compose file starts with a key such as "services:"',
  })
  return undefined
}

/** Replaces variables by their values; leaves the document alone where interpolation is switched off. */
export function interpolate(run: LoadRun, document: MappingNode, variables: Variables): MappingNode {
  if (!run.options.interpolate) return document
  const { node, diagnostics } = interpolateDocument(document, {
    lookup: lookupIn(variables),
    castAt,
    sources: run.state.sources,
  })
  for (const diagnostic of diagnostics) {
    run.report(diagnostic)
    if (diagnostic.severity === 'error') noteIncomplete(run, document, diagnostic.span)
  }
  return node.kind === 'mapping' ? node : document
}

/** A value whose expression is wrong may be missing where it is used: in what is around it, or anywhere by an alias. */
function noteIncomplete({ state }: LoadRun, document: MappingNode, span: Span | undefined): void {
  const resources = Array.from(document.entries).flatMap(([section, { value }]) =>
    value.kind === 'mapping'
      ? Array.from(value.entries, ([name, entry]) => ({ name: `${section}.${name}`, entry }))
      : [],
  )
  const around = resources.filter(
    ({ entry }) => span !== undefined && isWithin(span, entry.value.origin.span),
  )
  const isExtension = around.every(({ name }) => name.startsWith('x-'))
  for (const { name } of isExtension ? resources : around) state.incomplete.add(name)
}

export function lookupIn(variables: Variables): (name: string) => string | undefined {
  return (name) => own(variables, name)
}
