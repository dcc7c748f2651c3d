import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'

/** A syntax error as the YAML parser reports it, and the text it points at. */
export interface SyntaxProblem {
  readonly code: string
  readonly message: string
  readonly source: string
}

type Wording = Pick<Diagnostic, 'message' | 'hint'>

/** Says in our words what the YAML parser found wrong, so that the sentence is about the file and not about the grammar. */
export function syntaxDiagnostic(problem: SyntaxProblem, span: Span): Diagnostic {
  return { code: 'CMP103', severity: 'error', span, ...wordingOf(problem) }
}

function wordingOf({ code, message, source }: SyntaxProblem): Wording {
  if (code === 'MULTILINE_IMPLICIT_KEY' && /^-(?:\s|$)/.test(source)) return STRAY_ITEM
  const wording = BY_MESSAGE.find(([start]) => message.startsWith(start))?.[1] ?? BY_CODE[code]
  if (wording !== undefined) return wording
  const shown = source.trim().slice(0, 20)
  return { message: shown === '' ? lowerFirst(message) : `unexpected ${JSON.stringify(shown)}` }
}

const STRAY_ITEM: Wording = {
  message: 'a list item among the keys of a mapping',
  hint: 'is the key of the list missing?',
}

const BY_CODE: Readonly<Record<string, Wording>> = {
  ALIAS_PROPS: { message: 'an alias cannot have an anchor or a tag of its own' },
  BAD_ALIAS: { message: 'an alias or anchor without a name' },
  BAD_DIRECTIVE: { message: 'a line that starts with "%" is not a directive that YAML knows' },
  BAD_DQ_ESCAPE: {
    message: 'an escape that double quotes do not know',
    hint: String.raw`use single quotes, or write "\\" for a backslash`,
  },
  BAD_INDENT: { message: 'the indentation does not fit the lines before it' },
  BAD_PROP_ORDER: { message: 'an anchor or tag before the indicator it belongs after' },
  BAD_SCALAR_START: {
    message: 'an unquoted value cannot start with this character',
    hint: 'put the value in quotes',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a mapping or list cannot start on the line of its key',
    hint: 'put a value that contains ": " in quotes',
  },
  BLOCK_IN_FLOW: { message: 'an indented block cannot stand inside "[ ]" or "{ }"' },
  KEY_OVER_1024_CHARS: { message: 'a key of more than 1024 characters' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key goes over several lines',
    hint: 'is a ":" missing on the line before?',
  },
  MULTIPLE_ANCHORS: { message: 'a value with more than one anchor' },
  MULTIPLE_TAGS: { message: 'a value with more than one tag' },
  TAB_AS_INDENT: { message: 'a tab in the indentation', hint: 'indent with spaces' },
  TAG_RESOLVE_FAILED: { message: 'a tag with a prefix that is not declared' },
}

const BY_MESSAGE: readonly (readonly [start: string, wording: Wording])[] = [
  ['A block sequence may not', STRAY_ITEM],
  ['Missing , ', { message: 'a "," is missing before this' }],
  ['Missing closing "', { message: 'a double quote is not closed' }],
  ["Missing closing '", { message: 'a single quote is not closed' }],
  ['Implicit map keys need', { message: 'a key without ":"', hint: 'write "key: value"' }],
  ['Sequence item without', { message: 'a list item without "- "' }],
  ['Missing directives-end', { message: 'a "---" line is missing after the directives' }],
  ['Block collection cannot start', { message: 'a mapping or list cannot start on the line of "---"' }],
  ['Tags and anchors must be', { message: 'an anchor or tag needs a space after it' }],
  [
    'Block scalar header',
    { message: 'text after the "|" or ">" of a block value', hint: 'start the text on the next line' },
  ],
  [
    'Unexpected scalar at node end',
    { message: 'text after the end of a value', hint: 'put the whole value in quotes' },
  ],
  ['Unexpected block-seq-ind on same line', { message: 'a list cannot start on the line of its key' }],
]

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
