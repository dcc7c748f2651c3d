import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggest.ts'
import { mergeEntries } from './merge-keys.ts'
import type { MappingEntry, MergeTag, Node, Origin } from './node.ts'
import { formatPath } from './path.ts'
import { repeatedAtMost, repetitionDiagnostic } from './repetition.ts'
import { resolvePlainScalar } from './scalar.ts'
import { resolveTaggedScalar } from './scalar-tag.ts'
import type {
  SyntaxAlias,
  SyntaxMapping,
  SyntaxNode,
  SyntaxPair,
  SyntaxScalar,
  SyntaxSequence,
} from './syntax.ts'

/** A value with an anchor: `node` is absent while it is being built, so an alias to it then is a cycle. */
interface Anchored {
  node?: Node
  /** Number of values it stands for when written out. */
  size: number
}

interface Build {
  readonly file: string
  readonly diagnostics: Diagnostic[]
  readonly anchors: Map<string, Anchored>
  readonly path: (string | number)[]
  /** Values written in the file, and values that aliases repeat. */
  written: number
  repeated: number
}

/**
 * Turns one document as written into nodes: aliases become the (shared) node they stand for with an `alias` hop on its
 * top, merge keys are applied, scalars resolved, `!reset` and `!override` kept as tags. Depth is bounded by the parser,
 * repetition here, so a small file cannot stand for a huge tree.
 */
export function buildDocument(
  root: SyntaxNode,
  file: string,
): { node: Node; diagnostics: readonly Diagnostic[] } {
  const build: Build = { file, diagnostics: [], anchors: new Map(), path: [], written: 0, repeated: 0 }
  const node = buildNode(build, root)
  return { node, diagnostics: build.diagnostics }
}

function buildNode(build: Build, syntax: SyntaxNode): Node {
  if (syntax.kind === 'alias') return followAlias(build, syntax)
  const before = build.written + build.repeated
  build.written++
  if (syntax.anchor === undefined) return buildValue(build, syntax)
  const anchored: Anchored = { size: 0 }
  build.anchors.set(syntax.anchor, anchored)
  anchored.node = buildValue(build, syntax)
  anchored.size = build.written + build.repeated - before
  return anchored.node
}

function buildValue(build: Build, syntax: Exclude<SyntaxNode, SyntaxAlias>): Node {
  const origin: Origin = { span: spanOf(build, syntax) }
  const tag = mergeTagOf(syntax)
  if (syntax.kind === 'scalar') return buildScalar(build, syntax, origin, tag)
  if (syntax.kind === 'sequence') {
    const items = buildItems(build, syntax)
    return tag === undefined ? { kind: 'sequence', items, origin } : { kind: 'sequence', items, origin, tag }
  }
  const entries = buildEntries(build, syntax)
  return tag === undefined ? { kind: 'mapping', entries, origin } : { kind: 'mapping', entries, origin, tag }
}

function buildScalar(build: Build, syntax: SyntaxScalar, origin: Origin, tag: MergeTag | undefined): Node {
  const resolved = resolveScalar(syntax)
  if ('problem' in resolved) {
    report(build, { code: 'CMP108', message: resolved.problem, span: origin.span })
    return { kind: 'scalar', value: syntax.text, origin }
  }
  if (typeof resolved.value === 'string' && /\p{Surrogate}/u.test(resolved.value)) {
    report(build, { code: 'CMP103', message: 'an escape of half a character', span: origin.span })
  }
  const { kind: _kind, ...meaning } = resolved
  const extra = tag === undefined ? {} : { tag }
  return { kind: 'scalar', origin, ...meaning, ...extra }
}

function resolveScalar(syntax: SyntaxScalar): ReturnType<typeof resolveTaggedScalar> {
  if (syntax.tag !== undefined) return resolveTaggedScalar(syntax.text, syntax.tag, syntax.isPlain)
  return syntax.isPlain ? resolvePlainScalar(syntax.text) : { kind: 'string', value: syntax.text }
}

function buildItems(build: Build, syntax: SyntaxSequence): readonly Node[] {
  return syntax.items.map((item, index) => {
    build.path.push(index)
    const node = buildNode(build, item)
    build.path.pop()
    return node
  })
}

function buildEntries(build: Build, syntax: SyntaxMapping): ReadonlyMap<string, MappingEntry> {
  const own = new Map<string, MappingEntry>()
  let merge: { readonly key: SyntaxNode; readonly entries: ReadonlyMap<string, MappingEntry> } | undefined
  for (const pair of syntax.pairs) {
    if (isMergeKey(pair.key)) {
      if (merge === undefined) merge = { key: pair.key, entries: buildMerged(build, pair) }
      else reportDuplicate(build, '<<', spanOf(build, merge.key), spanOf(build, pair.key))
      continue
    }
    const key = readKey(build, pair.key)
    if (key === undefined) continue
    const first = own.get(key)
    if (first !== undefined) reportDuplicate(build, key, first.key.span, spanOf(build, pair.key))
    build.path.push(key)
    const value = buildNode(build, pair.value)
    build.path.pop()
    own.set(key, { key: { span: spanOf(build, pair.key) }, value })
  }
  return merge === undefined ? own : withMerged(own, merge.entries)
}

/** The mapping's own keys win wherever the merge key stands. */
function withMerged(
  own: ReadonlyMap<string, MappingEntry>,
  merged: ReadonlyMap<string, MappingEntry>,
): ReadonlyMap<string, MappingEntry> {
  const all = new Map(own)
  for (const [key, entry] of merged) if (!all.has(key)) all.set(key, entry)
  return all
}

/** Only the plain `<<` merges; a quoted one is an ordinary key. */
function isMergeKey(key: SyntaxNode): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false
  return key.tag === undefined ? key.isPlain : key.tag === 'tag:yaml.org,2002:merge'
}

function buildMerged(build: Build, pair: SyntaxPair): ReadonlyMap<string, MappingEntry> {
  build.path.push('<<')
  const node = buildNode(build, pair.value)
  build.path.pop()
  const merged = mergeEntries(node)
  if ('entries' in merged) return merged.entries
  report(build, {
    code: 'CMP111',
    message: `the merge key "<<" ${place(build)} needs a mapping or a list of mappings`,
    span: spanOf(build, pair.value.start === pair.value.end ? pair.key : pair.value),
    hint: 'write "<<: *name" with the name of an anchored mapping',
  })
  return new Map()
}

function readKey(build: Build, key: SyntaxNode): string | undefined {
  const node = buildNode(build, key)
  if (node.kind === 'scalar' && typeof node.value === 'string' && !isTime(key)) return node.value
  const written = key.kind === 'scalar' ? key.text : undefined
  report(build, {
    code: 'CMP106',
    message: written === undefined ? `a key ${place(build)} is not a string` : nonStringKey(written, build),
    span: spanOf(build, key),
    ...(written === undefined ? {} : { hint: `put it in quotes: "${written}"` }),
  })
  return undefined
}

function nonStringKey(written: string, build: Build): string {
  return `the key ${written === '' ? 'without text' : `"${written}"`} ${place(build)} is not a string`
}

function isTime(key: SyntaxNode): boolean {
  const resolved = key.kind === 'scalar' ? resolveScalar(key) : undefined
  return resolved !== undefined && 'kind' in resolved && resolved.kind === 'time'
}

function followAlias(build: Build, alias: SyntaxAlias): Node {
  const span = spanOf(build, alias)
  // Stands for what is not there without a further complaint, also as the source of a merge key.
  const placeholder: Node = { kind: 'mapping', entries: new Map(), origin: { span } }
  const anchored = build.anchors.get(alias.name)
  if (anchored === undefined) {
    reportUnknownAlias(build, alias, span)
    return placeholder
  }
  if (anchored.node === undefined) {
    report(build, {
      code: 'CMP111',
      message: `the alias "*${alias.name}" is inside the value it stands for`,
      span,
    })
    return placeholder
  }
  return repeat(build, anchored, span) ? withAliasHop(anchored.node, span) : placeholder
}

/** Counts what the alias repeats. `false`, and one error in all, when the document has become too large. */
function repeat(build: Build, { size }: Anchored, span: Span): boolean {
  const limit = repeatedAtMost(build.written)
  if (build.repeated > limit) return false
  build.repeated += size
  if (build.repeated <= limit) return true
  build.diagnostics.push(repetitionDiagnostic(limit, span))
  build.repeated = Infinity
  return false
}

function withAliasHop(node: Node, span: Span): Node {
  const hops = [...(node.origin.hops ?? []), { how: 'alias', span } as const]
  return { ...node, origin: { ...node.origin, hops } }
}

function reportUnknownAlias(build: Build, alias: SyntaxAlias, span: Span): void {
  const likely = suggest(alias.name, [...build.anchors.keys()])
  report(build, {
    code: 'CMP111',
    message: `there is no anchor "&${alias.name}" before this alias`,
    span,
    ...(likely === undefined ? {} : { hint: `did you mean "*${likely}"?` }),
  })
}

function reportDuplicate(build: Build, key: string, first: Span, second: Span): void {
  const message = `the key "${key}" is given twice ${place(build)}`
  report(build, {
    code: 'CMP105',
    message,
    span: second,
    related: [{ message: 'first given here', span: first }],
  })
}

function report(build: Build, diagnostic: Omit<Diagnostic, 'severity'>): void {
  build.diagnostics.push({ severity: 'error', ...diagnostic })
}

function place(build: Build): string {
  return build.path.length === 0 ? 'at the top level' : `in "${formatPath(build.path)}"`
}

function mergeTagOf(syntax: SyntaxNode): MergeTag | undefined {
  if (syntax.tag === '!reset') return 'reset'
  return syntax.tag === '!override' ? 'override' : undefined
}

function spanOf(build: Build, syntax: SyntaxNode): Span {
  return { file: build.file, start: syntax.start, end: syntax.end }
}
