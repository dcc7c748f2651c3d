import { dirname } from 'node:path'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggest.ts'
import type { MappingEntry, MappingNode, Node } from '../document/node.ts'
import { canonicalise } from './canonical/canonicalise.ts'
import { isSchemaValid } from './validate.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { interpolate, readDocuments } from './load-run.ts'
import { entryOf, mappingNode, textAt, valueAt, withoutKeys, withValue } from './make-node.ts'
import { absolutePath } from './paths.ts'
import { isRemote, remoteDiagnostic } from './remote.ts'
import { withoutMergeTags } from './reset.ts'
import { resolvePaths } from './resolve-paths.ts'
import { withHop } from './with-hop.ts'

export interface ExtendsContext {
  readonly run: LoadRun
  readonly file: string
  /** What `extends.file` is relative to. */
  readonly directory: string
  readonly variables: Variables
}

/** The services of one file, and what became of those that were asked for. */
interface Scope {
  readonly file: string
  readonly directory: string
  readonly services: MappingNode
  readonly resolved: Map<string, Node>
}

interface Work {
  readonly context: ExtendsContext
  readonly scopes: Map<string, Scope>
}

/** One service on the way from the one that extends to the one that is extended. */
interface Step {
  readonly file: string
  readonly service: string
  readonly span: Span
}

interface Reference {
  readonly service: string
  readonly file?: string
  readonly span: Span
}

/**
 * Merges every service onto the one it extends, of the same document or of another file. Everything is inherited; relative
 * paths of another file are relative to that file. Spec: 3.6.
 */
export async function applyExtends(context: ExtendsContext, document: MappingNode): Promise<MappingNode> {
  const services = valueAt(document, 'services')
  if (services?.kind !== 'mapping') return document
  const work: Work = { context, scopes: new Map() }
  const scope: Scope = { file: context.file, directory: context.directory, services, resolved: new Map() }
  const entries = new Map<string, MappingEntry>()
  for (const [name, entry] of services.entries) {
    entries.set(name, {
      key: entry.key,
      value: await resolveService(work, scope, { name, node: entry.value }, []),
    })
  }
  return withValue(document, 'services', { ...services, entries })
}

interface Named {
  readonly name: string
  readonly node: Node
}

async function resolveService(
  work: Work,
  scope: Scope,
  { name, node }: Named,
  path: readonly Step[],
): Promise<Node> {
  const done = scope.resolved.get(name)
  if (done !== undefined) return done
  const reference = node.kind === 'mapping' ? referenceOf(node) : undefined
  if (node.kind !== 'mapping' || reference === undefined) return node
  const steps = [...path, { file: scope.file, service: name, span: reference.span }]
  const own = withoutKeys(node, ['extends'])
  const base = await findBase(work, scope, reference, steps)
  const result = base === undefined ? own : work.context.run.merger.mergeServices(base, own)
  scope.resolved.set(name, result)
  return result
}

/** What `extends` says; nothing when it has a form that validation will refuse. */
function referenceOf(service: MappingNode): Reference | undefined {
  const node = valueAt(service, 'extends')
  if (node === undefined || node.tag === 'reset') return undefined
  const span = node.origin.span
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? { service: node.value, span } : undefined
  if (node.kind !== 'mapping') return undefined
  const [name, file] = [textAt(node, 'service'), textAt(node, 'file')]
  if (name === undefined || (file === undefined && node.entries.has('file'))) return undefined
  return {
    service: name,
    span: valueAt(node, 'service')?.origin.span ?? span,
    ...(file === undefined ? {} : { file }),
  }
}

async function findBase(
  work: Work,
  scope: Scope,
  reference: Reference,
  steps: readonly Step[],
): Promise<MappingNode | undefined> {
  const { run } = work.context
  const from = reference.file === undefined ? scope : await openScope(work, scope, reference)
  if (from === undefined) return undefined
  const node = valueAt(from.services, reference.service)
  if (node === undefined) {
    run.report(noSuchService(from, reference))
    return undefined
  }
  if (steps.some((step) => step.file === from.file && step.service === reference.service)) {
    run.report(cycle(steps, reference.service))
    return undefined
  }
  const resolved = await resolveService(work, from, { name: reference.service, node }, steps)
  if (resolved.kind !== 'mapping') return undefined
  const clean = withoutMergeTags(resolved)
  const base = from === scope ? clean : fromOtherFile(run, from, { name: reference.service, node: clean })
  const hopped = withHop(base, { how: 'extends', span: reference.span })
  return hopped.kind === 'mapping' ? hopped : undefined
}

async function openScope(work: Work, scope: Scope, reference: Reference): Promise<Scope | undefined> {
  const { run, variables } = work.context
  const text = reference.file ?? ''
  const file = absolutePath(text, scope.directory, run.home)
  const known = work.scopes.get(file)
  if (known !== undefined) return known
  if ((await run.read(file)) === undefined) {
    const missing = {
      code: 'CMP120',
      severity: 'error',
      message: `file "${text}" not found`,
      span: reference.span,
    } as const
    run.report(isRemote(text) ? remoteDiagnostic(text, reference.span) : missing)
    return undefined
  }
  const documents = (await readDocuments(run, file)).map((document) => interpolate(run, document, variables))
  const [first = mappingNode([], { span: reference.span }), ...others] = documents
  const merged = others.reduce((base, later) => run.merger.mergeDocuments(base, later), first)
  const services = valueAt(merged, 'services') ?? mappingNode([], merged.origin)
  if (services.kind !== 'mapping') return undefined
  const opened: Scope = { file, directory: dirname(file), services, resolved: new Map() }
  work.scopes.set(file, opened)
  return opened
}

/** A service as another file can use it: paths absolute, and for that in canonical form. */
function fromOtherFile(
  run: LoadRun,
  scope: Scope,
  { name, node }: { name: string; node: MappingNode },
): MappingNode {
  const alone = mappingNode([[name, entryOf(node)]], node.origin)
  const document = mappingNode([['services', entryOf(alone)]], node.origin)
  // What is wrong with it is reported as part of the service that extends it.
  if (!isSchemaValid(document)) return node
  const canonical = canonicalise(document)
  if (run.options.interpolate) canonical.diagnostics.forEach(run.report)
  const services = valueAt(resolvePaths(canonical.node, scope.directory, run.home), 'services')
  const service = services?.kind === 'mapping' ? valueAt(services, name) : undefined
  return service?.kind === 'mapping' ? service : node
}

function noSuchService(scope: Scope, reference: Reference): Diagnostic {
  const meant = suggest(reference.service, [...scope.services.entries.keys()])
  const where = reference.file === undefined ? 'this file' : `"${reference.file}"`
  return {
    code: 'CMP120',
    severity: 'error',
    message: `cannot extend "${reference.service}": ${where} has no such service`,
    span: reference.span,
    ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
  }
}

function cycle(steps: readonly Step[], service: string): Diagnostic {
  const start = steps.findIndex((step) => step.service === service)
  const round = steps.slice(start)
  const last = round.at(-1)
  return {
    code: 'CMP120',
    severity: 'error',
    message: `services extend each other: ${[...round.map((step) => step.service), service].join(' -> ')}`,
    ...(last === undefined ? {} : { span: last.span }),
    related: round
      .slice(0, -1)
      .map((step) => ({ message: `"${step.service}" extends here`, span: step.span })),
  }
}
