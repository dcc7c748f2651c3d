interface Place {
  readonly start: number
  readonly end: number
}

/** An anchored list or mapping that is still open, or the document. */
interface Frame {
  readonly anchor: string | undefined
  /** For one in block style, the indentation of the line that opened it. */
  readonly indent: number | undefined
  size: number
}

interface Scan {
  readonly sizes: Map<string, number>
  readonly frames: Frame[]
  /** An anchor whose value has not begun. */
  anchor: string | undefined
  /** Indentation of this line; `isLineStart` until something stands on it. */
  indent: number
  isLineStart: boolean
  /** The next lexeme is the text of a scalar. */
  isScalar: boolean
  repeated: number
}

/**
 * Looks for the alias after which a text stands for more than `limit` repeated values, in the parser's lexemes alone and
 * before anything is built, so that a large file made to grow is refused early. Counts too little rather than too much
 * where the structure is not plain from the lexemes: the exact count follows when nodes are built.
 */
export function findAliasGrowth(lexemes: Iterable<string>, limit: number): Place | undefined {
  const scan: Scan = {
    sizes: new Map(),
    frames: [],
    anchor: undefined,
    indent: 0,
    isLineStart: true,
    isScalar: false,
    repeated: 0,
  }
  let offset = 0
  for (const lexeme of lexemes) {
    if (lexeme === SCALAR) {
      scan.isScalar = true
      continue
    }
    if (lexeme === DOCUMENT || lexeme === FLOW_END) continue
    const end = offset + lexeme.length
    readLexeme(scan, lexeme)
    if (scan.repeated > limit) return { start: offset, end }
    offset = end
  }
  return undefined
}

// The lexer's own marks, which take no place in the text.
const SCALAR = '\u001F'
const DOCUMENT = '\u0002'
const FLOW_END = '\u0018'

function readLexeme(scan: Scan, lexeme: string): void {
  if (scan.isScalar) {
    scan.isScalar = false
    startContent(scan)
    return addScalar(scan)
  }
  const first = lexeme[0]
  if (first === '\n' || first === '\r') return endLine(scan)
  if (first === ' ' || first === '\t')
    return void (scan.indent = scan.isLineStart ? lexeme.length : scan.indent)
  if (first === '#') return
  if (lexeme === '---') return startDocument(scan)
  startContent(scan)
  if (first === '&') scan.anchor = lexeme.slice(1)
  else if (first === '*') addAlias(scan, lexeme.slice(1))
  else if (first === '[' || first === '{') openFrame(scan, undefined)
  else if (first === ']' || first === '}') closeFlow(scan)
  else if (first === '"' || first === "'") addScalar(scan)
}

function startDocument(scan: Scan): void {
  scan.sizes.clear()
  scan.frames.length = 0
  scan.anchor = undefined
}

/** A value that begins on the next line is a block that ends before the first line which is not indented more than this one. */
function endLine(scan: Scan): void {
  if (scan.anchor !== undefined && !isInFlow(scan)) openFrame(scan, scan.indent)
  scan.indent = 0
  scan.isLineStart = true
}

function startContent(scan: Scan): void {
  if (!scan.isLineStart) return
  scan.isLineStart = false
  for (let frame = scan.frames.at(-1); frame?.indent !== undefined; frame = scan.frames.at(-1)) {
    if (scan.indent > frame.indent) return
    closeFrame(scan)
  }
}

function isInFlow(scan: Scan): boolean {
  const frame = scan.frames.at(-1)
  return frame !== undefined && frame.indent === undefined
}

function openFrame(scan: Scan, indent: number | undefined): void {
  scan.frames.push({ anchor: scan.anchor, indent, size: 1 })
  scan.anchor = undefined
}

function closeFlow(scan: Scan): void {
  if (isInFlow(scan)) closeFrame(scan)
}

function closeFrame(scan: Scan): void {
  const frame = scan.frames.pop()
  if (frame === undefined) return
  if (frame.anchor !== undefined) scan.sizes.set(frame.anchor, frame.size)
  addSize(scan, frame.size)
}

function addScalar(scan: Scan): void {
  if (scan.anchor !== undefined) scan.sizes.set(scan.anchor, 1)
  scan.anchor = undefined
  addSize(scan, 1)
}

function addAlias(scan: Scan, name: string): void {
  const size = scan.sizes.get(name) ?? 1
  scan.repeated += size
  addSize(scan, size)
}

function addSize(scan: Scan, size: number): void {
  const frame = scan.frames.at(-1)
  if (frame !== undefined) frame.size += size
}
