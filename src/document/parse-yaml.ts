import { Composer, isAlias, isScalar, isSeq, Lexer, Parser } from 'yaml'
import type { CST, Document, ParsedNode, YAMLParseError } from 'yaml'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { findAliasGrowth } from './alias-growth.ts'
import { buildDocument } from './build-document.ts'
import { repeatedAtMost, repetitionDiagnostic } from './repetition.ts'
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

/** Parsing a text of this many characters takes long enough to look first whether aliases make it grow beyond the limit. */
const LARGE = 100_000

/**
 * Parses the YAML of one file: aliases and merge keys followed, scalars resolved as Docker Compose does, every value with
 * its place. Reports all mistakes of the file; after a syntax error only those that stand before it, because what
 * follows may be read wrongly.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const growth =
    text.length > LARGE ? findAliasGrowth(new Lexer().lex(text), repeatedAtMost(text.length)) : undefined
  if (growth !== undefined) {
    return {
      documents: [],
      diagnostics: [repetitionDiagnostic(repeatedAtMost(text.length), { file, ...growth })],
    }
  }
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
  const visit = (token: CST.Token | null | undefined): void => {
    const isQuoted = token?.type === 'double-quoted-scalar' || token?.type === 'single-quoted-scalar'
    if (isQuoted && token.offset + token.source.length === end) opening = token.offset
  }
  for (const token of tokens) if (token.type === 'document') visit(token.value)
  walkCollections(tokens, ({ items }) => {
    for (const { key, value } of items) {
      visit(key)
      visit(value)
    }
  })
  return opening
}

/** The offset of the first value that is nested too deeply. */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  let deepest: number | undefined
  walkCollections(tokens, ({ offset }, depth) => {
    if (depth > DEEPEST) deepest = Math.min(deepest ?? Infinity, offset)
  })
  return deepest
}

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection

/** Visits every list and mapping of the token tree, without recursion: how deep it is, is one of the questions. */
function walkCollections(
  tokens: readonly CST.Token[],
  visit: (collection: Collection, depth: number) => void,
): void {
  let level: Collection[] = []
  const collect = (token: CST.Token | null | undefined): void => {
    if (token && 'items' in token) level.push(token)
  }
  for (const token of tokens) if (token.type === 'document') collect(token.value)
  for (let depth = 1; level.length > 0; depth++) {
    const current = level
    level = []
    for (const collection of current) {
      visit(collection, depth)
      for (const { key, value } of collection.items) {
        collect(key)
        collect(value)
      }
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
  const anchor = 'anchor' in node ? node.anchor : undefined
  const syntax = bareSyntaxOf(node)
  if (anchor === undefined && node.tag === undefined) return syntax
  return {
    ...syntax,
    ...(anchor === undefined ? {} : { anchor }),
    ...(node.tag === undefined ? {} : { tag: node.tag }),
  }
}

function bareSyntaxOf(node: ParsedNode): SyntaxNode {
  const [start, end] = node.range
  if (isScalar(node)) return { kind: 'scalar', start, end, text: node.source, isPlain: node.type === 'PLAIN' }
  if (isAlias(node)) return { kind: 'alias', start, end, name: node.source }
  if (isSeq(node))
    return { kind: 'sequence', start, end, items: node.items.map((item) => syntaxOf(item, end)) }
  const pairs = node.items.map(({ key, value }) => {
    const syntaxKey = syntaxOf(key, end)
    return { key: syntaxKey, value: syntaxOf(value, syntaxKey.end) }
  })
  return { kind: 'mapping', start, end, pairs }
}
