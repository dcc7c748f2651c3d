import { Composer, isAlias, isScalar, isSeq, Lexer, Parser } from 'yaml'
import type { CST, Document, ParsedNode, YAMLParseError } from 'yaml'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { findAliasGrowth } from './alias-growth.ts'
import { buildDocument } from './build-document.ts'
import { judgeSyntax } from './judge-syntax.ts'
import { withLoneDashes } from './lone-dashes.ts'
import { repeatedAtMost, repetitionDiagnostic } from './repetition.ts'
import { additionsFor, moveLines } from './moved-text.ts'
import type { MovedText } from './moved-text.ts'
import type { Node } from './node.ts'
import type { SyntaxNode } from './syntax.ts'
import { findLongQuotes, findUnclosed } from './token-tree.ts'
import type { Enclosed } from './token-tree.ts'

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
export function parseYaml(file: string, written: string): ParsedYaml {
  const text = withLineFeeds(written)
  const control = text.search(UNPRINTABLE)
  if (control !== -1) return { documents: [], diagnostics: [controlDiagnostic(file, text, control)] }
  const growth = findGrowth(text)
  if (growth !== undefined) {
    return {
      documents: [],
      diagnostics: [repetitionDiagnostic(repeatedAtMost(text.length), { file, ...growth })],
    }
  }
  const { tokens, tooDeep, parsed, problems, originalOffset } = readTolerantly(text)
  if (tooDeep !== undefined) {
    return { documents: [], diagnostics: [nestingDiagnostic(file, text, originalOffset(tooDeep))] }
  }
  const conflicts = problems.length === 0 ? [] : conflictDiagnostics(file, text)
  if (conflicts.length > 0) return { documents: [], diagnostics: conflicts }
  const built = parsed.map((document) => buildDocument(syntaxOfDocument(document, originalOffset), file))
  const syntax = judgeReading(file, text, { tokens, problems, originalOffset })
  const meaning = built.flatMap((document) => document.diagnostics)
  return { documents: built.map((document) => document.node), diagnostics: combine(syntax, meaning) }
}

/** A carriage return alone ends a line too, which the parser does not know. Offsets stay as they are. */
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r(?!\n)/g, '\n') : text
}

/** What no YAML text may contain, in quotes or not. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

function controlDiagnostic(file: string, text: string, start: number): Diagnostic {
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return {
    code: 'CMP103',
    severity: 'error',
    message: `the control character U+${code}`,
    span: { file, start, end: start + 1 },
    hint: 'write it as an escape in double quotes, or remove it',
  }
}

function findGrowth(text: string): ReturnType<typeof findAliasGrowth> {
  if (text.length < LARGE || !text.includes('*') || !text.includes('&')) return undefined
  return findAliasGrowth(new Lexer().lex(text), repeatedAtMost(text.length))
}

function judgeReading(
  file: string,
  text: string,
  { tokens, problems, originalOffset: at }: Pick<Reading, 'tokens' | 'problems' | 'originalOffset'>,
): readonly Diagnostic[] {
  if (problems.length === 0) return []
  const found = problems.map(({ code, message, pos }) => ({
    code,
    message,
    start: at(pos[0]),
    end: at(pos[1]),
  }))
  const inText = ({ start, end }: Enclosed): Enclosed => ({ start: at(start), end: at(end) })
  const unclosed = findUnclosed(tokens).map(inText)
  return judgeSyntax(found, { file, text, unclosed, longQuotes: findLongQuotes(tokens).map(inText) })
}

/** What version control leaves in a file breaks the lines around it too: only the cause is reported. */
function conflictDiagnostics(file: string, text: string): readonly Diagnostic[] {
  return Array.from(text.matchAll(/^<{7} .*$/gm), ({ index, 0: line }) => ({
    code: 'CMP103',
    severity: 'error',
    message: 'a merge conflict that is not resolved',
    span: { file, start: index, end: index + line.trimEnd().length },
    hint: 'keep one side, and remove the lines that start with "<<<<<<<", "=======" and ">>>>>>>"',
  }))
}

/** From an offset in the text that was parsed to one in the text as written. */
type At = MovedText['originalOffset']

interface Reading extends MovedText {
  readonly tokens: readonly CST.Token[]
  /** Where values are nested too deeply; then nothing is parsed. */
  readonly tooDeep?: number
  readonly parsed: readonly Document.Parsed[]
  readonly problems: readonly YAMLParseError[]
}

/** How often more lines are moved, which uncovers further ones. */
const ROUNDS = 10

/** Reads a text; where only the indentation inside quotes or brackets is at fault, as if it were deeper. */
function readTolerantly(text: string): Reading {
  const additions = new Map<number, number>()
  let reading = read(moveLines(text, additions))
  for (let round = 0; round < ROUNDS && reading.problems.some(isAboutIndentation); round++) {
    const known = additions.size
    let end = -1
    for (const { start } of findUnclosed(reading.tokens)) {
      const original = reading.originalOffset(start)
      const lines = original < end ? undefined : additionsFor(text, original)
      for (const [line, added] of lines ?? []) additions.set(line, added)
      end = Math.max(end, ...(lines ?? new Map<number, number>()).keys())
    }
    if (additions.size === known) break
    reading = read(moveLines(text, additions))
  }
  return reading
}

function isAboutIndentation({ message }: YAMLParseError): boolean {
  return message.startsWith('Missing closing') || message.includes('sufficiently indented')
}

function read(moved: MovedText): Reading {
  const { tokens, tooDeep } = readTokens(moved.text)
  if (tooDeep !== undefined) return { ...moved, tokens, tooDeep, parsed: [], problems: [] }
  // Scalars, merge keys and duplicates are ours (the library resolves none of them as Compose does, and its check for
  // duplicates is quadratic), so it is asked for text only.
  const options = {
    schema: 'failsafe',
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
  } as const
  const composer = new Composer(options)
  const parsed = [...composer.compose(tokens)]
  const all = [...parsed.flatMap((document) => document.errors), ...composer.streamInfo().errors]
  // go-yaml lets a comment begin right after a quote or bracket.
  const problems = all.filter(({ message }) => !message.startsWith('Comments must be separated'))
  return { ...moved, tokens, parsed, problems }
}

/** Stops at the first value that is nested too deeply: a megabyte of brackets is not read to its end. */
function readTokens(text: string): Pick<Reading, 'tokens' | 'tooDeep'> {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  for (const source of withLoneDashes(text, new Lexer().lex(text))) {
    tokens.push(...parser.next(source))
    const { stack } = parser
    if (stack.length <= DEEPEST) continue
    const nested = stack.filter((token) => 'items' in token)
    if (nested.length > DEEPEST) return { tokens, tooDeep: nested[DEEPEST]?.offset ?? parser.offset }
  }
  tokens.push(...parser.end())
  return { tokens }
}

/** Of what the values mean only what stands before the first syntax error. */
function combine(syntax: readonly Diagnostic[], meaning: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first] = syntax.toSorted(byPlace)
  const reliable = meaning.filter((diagnostic) => first === undefined || startOf(diagnostic) < startOf(first))
  return [...reliable, ...syntax].toSorted(byPlace)
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return startOf(left) - startOf(right)
}

function startOf(diagnostic: Diagnostic): number {
  return diagnostic.span?.start ?? 0
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

function syntaxOfDocument(document: Document.Parsed, at: At): SyntaxNode {
  return syntaxOf(document.contents, at(document.range[1]), at)
}

/** `end` is where the parent ends: the place of a value that is not there. */
function syntaxOf(node: ParsedNode | null, end: number, at: At): SyntaxNode {
  if (node === null) return { kind: 'scalar', start: end, end, text: '', isPlain: true }
  const anchor = 'anchor' in node ? node.anchor : undefined
  const syntax = bareSyntaxOf(node, at)
  if (anchor === undefined && node.tag === undefined) return syntax
  return {
    ...syntax,
    ...(anchor === undefined ? {} : { anchor }),
    ...(node.tag === undefined ? {} : { tag: node.tag }),
  }
}

function bareSyntaxOf(node: ParsedNode, at: At): SyntaxNode {
  const start = at(node.range[0])
  const end = at(node.range[1])
  if (isScalar(node)) return { kind: 'scalar', start, end, text: node.source, isPlain: node.type === 'PLAIN' }
  if (isAlias(node)) return { kind: 'alias', start, end, name: node.source }
  if (isSeq(node))
    return { kind: 'sequence', start, end, items: node.items.map((item) => syntaxOf(item, end, at)) }
  const pairs = node.items.map(({ key, value }) => {
    const syntaxKey = syntaxOf(key, end, at)
    return { key: syntaxKey, value: syntaxOf(value, syntaxKey.end, at) }
  })
  return { kind: 'mapping', start, end, pairs }
}
