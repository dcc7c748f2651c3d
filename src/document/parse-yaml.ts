import { Composer, isAlias, isScalar, isSeq, Parser } from 'yaml'
import type { CST, Document, ParsedNode, YAMLParseError } from 'yaml'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { buildDocument } from './build-document.ts'
import type { Node } from './node.ts'
import { syntaxDiagnostic } from './syntax-problem.ts'
import type { SyntaxNode } from './syntax.ts'

export interface ParsedYaml {
  /** One node for each document of the file; none for an empty file. Only to be used when no diagnostic is an error. */
  readonly documents: readonly Node[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Deeper nesting is refused: every later stage walks documents recursively. */
const DEEPEST = 256

/**
 * Parses the YAML of one file: aliases and merge keys followed, scalars resolved as Docker Compose does, every value with
 * its place. Reports all mistakes of the file; after a syntax error only those that stand before it, because what
 * follows may be read wrongly.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const tokens = [...new Parser().parse(text)]
  const tooDeep = findTooDeep(tokens)
  if (tooDeep !== undefined) return { documents: [], diagnostics: [nestingDiagnostic(file, text, tooDeep)] }
  // Scalars, merge keys and duplicates are ours (the library resolves none of them as Compose does, and its check for
  // duplicates is quadratic), so it is asked for text only.
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
  })
  const parsed = [...composer.compose(tokens)]
  const problems = [...parsed.flatMap((document) => document.errors), ...composer.streamInfo().errors]
  const built = parsed.map((document) => buildDocument(syntaxOfDocument(document), file))
  const syntax = problems.map((problem) => describe(problem, { file, text, tokens }))
  const meaning = built.flatMap((document) => document.diagnostics)
  return { documents: built.map((document) => document.node), diagnostics: combine(syntax, meaning, text) }
}

/** One syntax error a line (more are echoes of the first), and of the rest what stands before the first of them. */
function combine(
  syntax: readonly Diagnostic[],
  meaning: readonly Diagnostic[],
  text: string,
): readonly Diagnostic[] {
  const [first, ...others] = syntax.toSorted(byPlace)
  if (first === undefined) return meaning.toSorted(byPlace)
  const kept = [first]
  for (const candidate of others) {
    const between = text.slice(startOf(kept.at(-1) ?? first), startOf(candidate))
    if (between.includes('\n')) kept.push(candidate)
  }
  return [...meaning.filter((diagnostic) => startOf(diagnostic) < startOf(first)), ...kept].toSorted(byPlace)
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return startOf(left) - startOf(right)
}

function startOf(diagnostic: Diagnostic): number {
  return diagnostic.span?.start ?? 0
}

interface Source {
  readonly file: string
  readonly text: string
  readonly tokens: readonly CST.Token[]
}

function describe(problem: YAMLParseError, { file, text, tokens }: Source): Diagnostic {
  const { code, message, pos } = problem
  // A quote that is not closed runs to the end of the file; the place of interest is where it opens.
  const opening = message.startsWith('Missing closing') ? openingQuote(tokens, pos[0]) : undefined
  const start = Math.min(opening ?? pos[0], text.length)
  const end = opening === undefined ? Math.min(Math.max(pos[1], start), text.length) : start + 1
  return syntaxDiagnostic({ code, message, source: text.slice(start, end) }, { file, start, end })
}

function openingQuote(tokens: readonly CST.Token[], end: number): number | undefined {
  let opening: number | undefined
  walkTokens(tokens, (token) => {
    const isQuoted = token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar'
    if (isQuoted && token.offset + token.source.length === end) opening = token.offset
  })
  return opening
}

/** The offset of the first value that is nested too deeply. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  let deepest: number | undefined
  walkTokens(tokens, (token, depth) => {
    if (depth > DEEPEST && 'items' in token) deepest = Math.min(deepest ?? Infinity, token.offset)
  })
  return deepest
}

/** Visits every value of the token tree, without recursion: how deep it is, is one of the questions. */
function walkTokens(tokens: readonly CST.Token[], visit: (token: CST.Token, depth: number) => void): void {
  const open: { readonly token: CST.Token; readonly depth: number }[] = []
  for (const token of tokens)
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth: 1 })
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next
    visit(token, depth)
    if (!('items' in token)) continue
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 })
      if (value) open.push({ token: value, depth: depth + 1 })
    }
  }
}

function nestingDiagnostic(file: string, text: string, offset: number): Diagnostic {
  const start = Math.min(offset, text.length)
  const span = { file, start, end: Math.min(start + 1, text.length) }
  return {
    code: 'CMP112',
    severity: 'error',
    message: `values are nested more than ${DEEPEST} levels deep`,
    span,
  }
}

function syntaxOfDocument(document: Document.Parsed): SyntaxNode {
  return syntaxOf(document.contents, document.range[1])
}

/** `end` is where the parent ends: the place of a value that is not there. */
function syntaxOf(node: ParsedNode | null, end: number): SyntaxNode {
  if (node === null) return { kind: 'scalar', start: end, end, text: '', isPlain: true }
  const base = { start: node.range[0], end: node.range[1], ...propertiesOf(node) }
  if (isAlias(node)) return { kind: 'alias', ...base, name: node.source }
  if (isScalar(node)) return { kind: 'scalar', ...base, text: node.source, isPlain: node.type === 'PLAIN' }
  if (isSeq(node))
    return { kind: 'sequence', ...base, items: node.items.map((item) => syntaxOf(item, base.end)) }
  const pairs = node.items.map(({ key, value }) => {
    const syntaxKey = syntaxOf(key, base.end)
    return { key: syntaxKey, value: syntaxOf(value, syntaxKey.end) }
  })
  return { kind: 'mapping', ...base, pairs }
}

function propertiesOf(node: ParsedNode): { readonly anchor?: string; readonly tag?: string } {
  const anchor = 'anchor' in node ? node.anchor : undefined
  if (anchor === undefined && node.tag === undefined) return NO_PROPERTIES
  return { ...(anchor === undefined ? {} : { anchor }), ...(node.tag === undefined ? {} : { tag: node.tag }) }
}

const NO_PROPERTIES = {}
