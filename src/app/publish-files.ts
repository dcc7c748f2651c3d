import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingNode, Node, ScalarNode } from '../document/node.ts'
import { parseYaml } from '../document/parse-yaml.ts'
import { evaluateTemplate } from '../interpolate/evaluate.ts'
import { parseTemplate } from '../interpolate/template.ts'
import type { SourceReader } from '../load/load-request.ts'
import { absolutePath } from '../load/paths.ts'
import { isRemote } from '../load/remote.ts'
import type { Project } from '../model/project.ts'
import type { ProjectFile } from '../registry/project-artifact.ts'
import { own } from '../units/own.ts'

export interface PublishedFiles {
  readonly files: readonly ProjectFile[]
  /** Why they cannot be published; then they are not complete. */
  readonly problems: readonly Diagnostic[]
}

/**
 * The files of a project as they are written, and what they name: files of services that are extended, and of environments. Those get names
 * of their own, under which they lie beside each other. Section 1.12.
 */
export async function filesToPublish(
  project: Pick<Project, 'files' | 'workingDirectory' | 'environment'>,
  reader: SourceReader,
): Promise<PublishedFiles> {
  const collecting: Collecting = {
    reader,
    home: own(project.environment, 'HOME') ?? '',
    lookup: (name) => own(project.environment, name),
    others: new Map(),
    problems: [],
    open: new Set(),
  }
  const main: ProjectFile[] = []
  for (const path of project.files) {
    const text = await rewritten(collecting, path, project.workingDirectory)
    if (text !== undefined) main.push({ kind: 'compose', name: lastPart(path), text })
  }
  return { files: [...main, ...collecting.others.values()], problems: collecting.problems }
}

interface Collecting {
  readonly reader: SourceReader
  readonly home: string
  readonly lookup: (name: string) => string | undefined
  /** By path. */
  readonly others: Map<string, ProjectFile>
  readonly problems: Diagnostic[]
  /** Files that are being looked at, which extend each other. */
  readonly open: Set<string>
}

/** A piece of a text that says something else in what is published. */
interface Change {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text of a file with the names that its references have among the published. */
async function rewritten(
  collecting: Collecting,
  path: string,
  directory: string,
): Promise<string | undefined> {
  const text = await collecting.reader.read(path)
  if (text === undefined) {
    collecting.problems.push(problem(`"${path}" cannot be published: there is no such file`))
    return undefined
  }
  const changes = new Map<number, Change>()
  for (const document of parseYaml(path, text).documents) {
    if (document.kind !== 'mapping') continue
    refuseIncludes(collecting, document)
    for (const reference of referencesIn(document)) {
      const name = await nameOf(collecting, reference, directory)
      if (name === undefined) continue
      const change = changeOf(reference.node, text, name)
      if (change === undefined) collecting.problems.push(unplain(reference.node))
      else changes.set(change.start, change)
    }
  }
  return changed(text, [...changes.values()])
}

interface FileReference {
  readonly node: ScalarNode
  readonly kind: 'extends' | 'env'
  readonly isRequired: boolean
}

function* referencesIn(document: MappingNode): Generator<FileReference> {
  const services = document.entries.get('services')?.value
  if (services?.kind !== 'mapping') return
  for (const { value: service } of services.entries.values()) {
    if (service.kind !== 'mapping') continue
    const base = service.entries.get('extends')?.value
    if (base?.kind === 'mapping') yield* references(base.entries.get('file')?.value, 'extends')
    for (const field of ['env_file', 'label_file'])
      yield* references(service.entries.get(field)?.value, 'env')
  }
}

/** A text, a list of them, or a list of mappings with a path each. */
function* references(node: Node | undefined, kind: FileReference['kind']): Generator<FileReference> {
  if (node?.kind === 'scalar' && typeof node.value === 'string') yield { node, kind, isRequired: true }
  if (node?.kind === 'sequence') for (const item of node.items) yield* references(item, kind)
  if (node?.kind !== 'mapping') return
  const required = node.entries.get('required')?.value
  const isRequired = !(required?.kind === 'scalar' && required.value === false)
  for (const reference of references(node.entries.get('path')?.value, kind))
    yield { ...reference, isRequired }
}

/** The name under which a file is published; undefined for one that is elsewhere, or that nobody misses. */
async function nameOf(
  collecting: Collecting,
  { node, kind, isRequired }: FileReference,
  directory: string,
): Promise<string | undefined> {
  const written = evaluateTemplate(parseTemplate(String(node.value)), collecting.lookup).text
  if (written === undefined || isRemote(written)) return undefined
  const path = absolutePath(written, directory, collecting.home)
  const known = collecting.others.get(path)
  if (known !== undefined) return known.name
  if (collecting.open.has(path)) {
    collecting.problems.push(problem(`"${written}" cannot be published: files extend each other`, node))
    return undefined
  }
  collecting.open.add(path)
  const text =
    kind === 'env' ? await collecting.reader.read(path) : await rewritten(collecting, path, dirname(path))
  collecting.open.delete(path)
  if (text === undefined) {
    if (isRequired && kind === 'env')
      collecting.problems.push({ ...problem(`env file "${written}" not found`, node), code: 'CMP201' })
    return undefined
  }
  const name = `${createHash('sha256').update(text).digest('hex')}.${kind === 'env' ? 'env' : 'yaml'}`
  collecting.others.set(path, { kind, name, text })
  return name
}

/** Included projects have folders of their own, which an artifact has not. */
function refuseIncludes({ problems }: Collecting, document: MappingNode): void {
  const include = document.entries.get('include')?.value
  if (include?.kind !== 'sequence') return
  for (const item of include.items) {
    const given = item.kind === 'mapping' ? item.entries.get('path')?.value : item
    const paths = given?.kind === 'sequence' ? given.items : given === undefined ? [] : [given]
    const local = paths.find((path) => path.kind === 'scalar' && !isRemote(String(path.value)))
    if (local === undefined) continue
    problems.push({
      ...problem('a project that includes local files cannot be published', local),
      hint: 'publish what "compose config --no-interpolate" prints, or the included project by itself',
    })
  }
}

/** In place of what is written there, whatever its quotes. */
function changeOf({ origin, value }: ScalarNode, text: string, name: string): Change | undefined {
  const { start, end } = origin.span
  const written = text.slice(start, end)
  const isPlain = written === value || /^(["'])[^\\]*\1$/.test(written)
  return isPlain ? { start, end, text: name } : undefined
}

function changed(text: string, changes: readonly Change[]): string {
  let result = text
  for (const { start, end, text: by } of changes.toSorted((left, right) => right.start - left.start))
    result = result.slice(0, start) + by + result.slice(end)
  return result
}

function lastPart(path: string): string {
  return path === '-' ? 'compose.yaml' : (path.split(/[/\\]/).at(-1) ?? path)
}

function problem(message: string, node?: Node): Diagnostic {
  const span = node === undefined ? {} : { span: node.origin.span }
  return { code: 'CMP211', severity: 'error', message, ...span }
}

function unplain(node: Node): Diagnostic {
  return {
    ...problem('a file whose name is written like this cannot be published', node),
    hint: 'write its name on one line, with or without quotes',
  }
}
