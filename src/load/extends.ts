import { dirname, relative } from 'node:path'
import type { MappingEntry, MappingNode, Node } from '../document/node.ts'
import { canonicalise, canonicaliseStructure } from './canonical/canonicalise.ts'
import type { FileReference, Reference, Step } from './extends-problems.ts'
import { chainTooLong, extendsCycle, noSuchService, notMapping } from './extends-problems.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { interpolate, readDocuments } from './load-run.ts'
import { entryOf, isNull, mappingNode, textAt, valueAt, withoutKeys, withValue } from './make-node.ts'
import { absolutePath } from './paths.ts'
import { isRemote, placeHint } from './remote.ts'
import { withoutMergeTags } from './reset.ts'
import { resolvePaths } from './resolve-paths.ts'
import { withoutUnreadKeys } from './unread-keys.ts'
import { isSchemaValid } from './validate.ts'
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
  /** Over how many services each of them extends the last. */
  readonly depths: Map<string, number>
}

interface Work {
  readonly context: ExtendsContext
  /** Those of the document itself. */
  readonly services: MappingNode
  readonly scopes: Map<string, Scope>
}

/**
 * Merges every service onto the one it extends, of the same document or of another file. Everything is inherited; relative
 * paths of another file are relative to that file. Spec: 3.6.
 */
export async function applyExtends(context: ExtendsContext, document: MappingNode): Promise<MappingNode> {
  const services = valueAt(document, 'services')
  if (services?.kind !== 'mapping') return document
  const work: Work = { context, services, scopes: new Map() }
  const scope: Scope = {
    file: context.file,
    directory: context.directory,
    services,
    resolved: new Map(),
    depths: new Map(),
  }
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
  const reference = node.kind === 'mapping' ? referenceOf(node, work.context.run) : undefined
  if (node.kind !== 'mapping' || reference === undefined) return node
  const steps = [...path, { file: scope.file, service: name, span: reference.span }]
  const own = withoutKeys(node, ['extends'])
  const base = await findBase(work, scope, reference, steps)
  const { incomplete } = work.context.run.state
  if (base === undefined || incomplete.has(`services.${reference.service}`))
    for (const { service } of steps) incomplete.add(`services.${service}`)
  const merged = base === undefined ? own : work.context.run.merger.mergeServices(base, own)
  // It is this service, whatever most of it comes from.
  const result = { ...merged, origin: own.origin }
  scope.resolved.set(name, result)
  return result
}

/** What `extends` says; nothing when it has a form that validation will refuse. */
function referenceOf(service: MappingNode, { report }: LoadRun): Reference | undefined {
  const node = valueAt(service, 'extends')
  if (node === undefined || node.tag === 'reset') return undefined
  const span = node.origin.span
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? { service: node.value, span } : undefined
  if (node.kind !== 'mapping') return undefined
  const name = textAt(node, 'service')
  const file = valueAt(node, 'file')
  const text = textAt(node, 'file')
  if (name === undefined || (file !== undefined && text === undefined && !isNull(file))) return undefined
  withoutUnreadKeys(node, { what: '"extends"', known: ['file', 'service'], report })
  return {
    service: name,
    span: valueAt(node, 'service')?.origin.span ?? span,
    ...(file === undefined || text === undefined ? {} : { file: { text, span: file.origin.span } }),
  }
}

async function findBase(
  work: Work,
  scope: Scope,
  reference: Reference,
  steps: readonly Step[],
): Promise<MappingNode | undefined> {
  const { run } = work.context
  const from = reference.file === undefined ? scope : await openScope(work, scope, reference.file)
  if (from === undefined) return undefined
  const node = valueAt(from.services, reference.service)
  if (node === undefined) {
    run.report(noSuchService([...from.services.entries.keys()], reference))
    return undefined
  }
  if (steps.some((step) => step.file === from.file && step.service === reference.service)) {
    run.report(extendsCycle(steps, reference.service))
    return undefined
  }
  const named = { name: reference.service, node }
  const resolved = steps.length < LONGEST_CHAIN ? await resolveService(work, from, named, steps) : undefined
  const depth = (from.depths.get(reference.service) ?? 0) + 1
  if (resolved === undefined || depth >= LONGEST_CHAIN) {
    run.report(chainTooLong(LONGEST_CHAIN, reference))
    return undefined
  }
  scope.depths.set(steps.at(-1)?.service ?? '', depth)
  if (isNull(resolved)) return mappingNode([], resolved.origin)
  if (resolved.kind !== 'mapping') {
    // In the project's own file, validation says so.
    if (from.services !== work.services)
      run.report(notMapping(`services.${reference.service}`, resolved.origin.span))
    return undefined
  }
  const clean = withoutMergeTags(resolved)
  const own = { name: reference.service, node: clean, base: scope.directory }
  const base = from === scope ? clean : fromOtherFile(run, from, own)
  const hopped = withHop(base, { how: 'extends', span: reference.span })
  return hopped.kind === 'mapping' ? hopped : undefined
}

/** Each step is remembered with every value that took it. */
const LONGEST_CHAIN = 100

async function openScope(
  work: Work,
  scope: Scope,
  { text, span }: FileReference,
): Promise<Scope | undefined> {
  const { run, variables } = work.context
  const file = isRemote(text) ? await run.fetch(text) : absolutePath(text, scope.directory, run.home)
  if (typeof file !== 'string') {
    run.report({ ...file, span })
    return undefined
  }
  const known = work.scopes.get(file)
  if (known !== undefined) return known
  if ((await run.read(file)) === undefined) {
    const message = `file "${text}" not found`
    run.report({ code: 'CMP120', severity: 'error', message, ...placeHint(text, span) })
    return undefined
  }
  const documents = (await readDocuments(run, file)).map((document) => interpolate(run, document, variables))
  if (run.state.unreadable.has(file)) return undefined
  const [first = mappingNode([], { span }), ...others] = documents
  const merged = others.reduce((base, later) => run.merger.mergeDocuments(base, later), first)
  const services = valueAt(merged, 'services') ?? mappingNode([], merged.origin)
  if (services.kind !== 'mapping') {
    run.report(notMapping('services', services.origin.span))
    return undefined
  }
  const opened: Scope = { file, directory: dirname(file), services, resolved: new Map(), depths: new Map() }
  work.scopes.set(file, opened)
  return opened
}

/** A service as another file can use it: its paths seen from there, and for that in canonical form. */
function fromOtherFile(
  run: LoadRun,
  { directory }: Scope,
  { name, node, base }: { name: string; node: MappingNode; base: string },
): MappingNode {
  const alone = mappingNode([[name, entryOf(node)]], node.origin)
  const document = mappingNode([['services', entryOf(alone)]], node.origin)
  // What is wrong with it is reported as part of the service that extends it.
  if (!isSchemaValid(document)) return node
  const { resolvePaths: isResolving, interpolate: isInterpolated } = run.options
  const canonical = isInterpolated ? canonicalise(document) : undefined
  canonical?.diagnostics.forEach(run.report)
  const expanded = canonical?.node ?? canonicaliseStructure(document)
  const place = isResolving ? directory : relative(base, directory) || '.'
  const services = valueAt(resolvePaths(expanded, place, run.home), 'services')
  const service = services?.kind === 'mapping' ? valueAt(services, name) : undefined
  return service?.kind === 'mapping' ? service : node
}
