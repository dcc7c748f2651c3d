import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { syntaxDiagnostic } from './syntax-problem.ts'
import type { Enclosed } from './token-tree.ts'

/** What the YAML parser does not understand, at offsets of the text as it is written. */
export interface ParserProblem {
  readonly code: string
  readonly message: string
  readonly start: number
  readonly end: number
}

interface Evidence {
  readonly file: string
  readonly text: string
  /** Quotes and brackets without an end, outer before inner. */
  readonly unclosed: readonly Enclosed[]
  /** Quoted values that go over several lines. */
  readonly longQuotes: readonly Enclosed[]
}

/**
 * Chooses from what a parser complains about what is likely to be a mistake of its own: single words each, but of the
 * structure only the first, because what follows it is read wrongly. Says where the mistake is, which can be before the
 * place where the parser stumbles.
 */
export function judgeSyntax(problems: readonly ParserProblem[], evidence: Evidence): readonly Diagnostic[] {
  const sorted = problems.toSorted((left, right) => left.start - right.start)
  const broken = sorted.find(({ code }) => !ABOUT_ONE_WORD.has(code))
  const words = sorted.filter(
    ({ code, start }) => ABOUT_ONE_WORD.has(code) && (broken === undefined || start < broken.start),
  )
  const separate = words.filter((word, index) => isOnNewLine(evidence.text, words[index - 1], word))
  const structure = broken === undefined ? [] : [tabAround(sorted, broken, evidence.text) ?? broken]
  return [...separate, ...structure].map((problem) => explain(problem, evidence))
}

/** The parser reads on as if these were not there. */
const ABOUT_ONE_WORD: ReadonlySet<string> = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
])

function isOnNewLine(text: string, before: ParserProblem | undefined, problem: ParserProblem): boolean {
  return before === undefined || text.slice(before.start, problem.start).includes('\n')
}

/** A tab as indentation breaks its own line, and seemingly the one before. */
function tabAround(
  problems: readonly ParserProblem[],
  { start }: ParserProblem,
  text: string,
): ParserProblem | undefined {
  const tab = problems.find(({ code }) => code === 'TAB_AS_INDENT')
  return tab !== undefined && text.slice(start, tab.start).split('\n').length <= 2 ? tab : undefined
}

function explain(problem: ParserProblem, evidence: Evidence): Diagnostic {
  return (
    unclosedBracket(problem, evidence) ??
    unclosedQuote(problem, evidence) ??
    tooFarIn(problem, evidence) ??
    asFound(problem, evidence)
  )
}

function unclosedBracket({ message, start }: ParserProblem, evidence: Evidence): Diagnostic | undefined {
  if (!/^Flow (?:map|sequence)/.test(message)) return undefined
  const { file, text, unclosed } = evidence
  const [open, close] = message.startsWith('Flow map') ? ['{', '}'] : ['[', ']']
  const opening = unclosed.findLast((value) => value.start < start && text[value.start] === open)
  const stumbled = { file, start: Math.min(start, text.length), end: Math.min(start + 1, text.length) }
  const common = { code: 'CMP103', severity: 'error', hint: `add "${close}"` } as const
  if (opening === undefined)
    return { ...common, message: `a "${open}" is not closed before here`, span: stumbled }
  return {
    ...common,
    message: `a "${open}" is not closed`,
    span: { file, start: opening.start, end: opening.start + 1 },
    related: [{ message: 'it must be closed before here', span: stumbled }],
  }
}

/** A quote that is not closed ends at the next one of its kind, or at the end of the file. */
function unclosedQuote(problem: ParserProblem, evidence: Evidence): Diagnostic | undefined {
  const { file, text, unclosed, longQuotes } = evidence
  const opening = problem.message.startsWith('Missing closing')
    ? unclosed.find(({ end }) => end === problem.start)
    : longQuotes.find((quote) => isAtFault(quote, problem, text))
  if (opening === undefined) return undefined
  const kind = text[opening.start] === '"' ? 'double' : 'single'
  return {
    code: 'CMP103',
    severity: 'error',
    message: `a ${kind} quote is not closed`,
    span: { file, start: opening.start, end: opening.start + 1 },
  }
}

/** Whether a quoted value swallowed lines that were to be keys or items, and something follows its end. */
function isAtFault(quote: Enclosed, { start }: ParserProblem, text: string): boolean {
  const isNear = quote.start === start || (quote.end <= start && text.slice(quote.end, start).trim() === '')
  return isNear && /\n[ \t]*(?:- |[\w."-]+:[ \r\n])/.test(text.slice(quote.start, quote.end))
}

/** A line that is indented more than the one before goes on with its value, where it was to be a key. */
function tooFarIn({ code, start }: ParserProblem, { file, text }: Evidence): Diagnostic | undefined {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY') return undefined
  const [first = '', ...lines] = text.slice(start, start + LONGEST_LOOK).split('\n')
  if (KEY.test(first)) return undefined
  const before = lines.findIndex((line) => KEY.test(line))
  if (before === -1) return undefined
  const line = lines[before] ?? ''
  const indent = line.length - line.trimStart().length
  const at = start + [first, ...lines.slice(0, before)].reduce((sum, one) => sum + one.length + 1, indent)
  const key = line.slice(indent).split(':', 1)[0] ?? ''
  return syntaxDiagnostic(
    { code: 'BAD_INDENT', message: '', source: key },
    { file, start: at, end: at + key.length },
  )
}

const KEY = /:(?:\s|$)/

const LONGEST_LOOK = 10_000

function asFound(problem: ParserProblem, { file, text }: Evidence): Diagnostic {
  const { code, message } = problem
  const start = pastSpaces(text, Math.min(problem.start, text.length))
  const end = Math.min(Math.max(problem.end, start + 1), text.length)
  return syntaxDiagnostic({ code, message, source: text.slice(start, end) }, { file, start, end })
}

/** The first thing on the line that is no space, where there is one. */
function pastSpaces(text: string, start: number): number {
  const spaces = /^ */.exec(text.slice(start, start + LONGEST_LOOK))?.[0].length ?? 0
  return /^[\r\n]?$/.test(text.slice(start + spaces, start + spaces + 1)) ? start : start + spaces
}
