import { parsePipeline } from './parse-pipeline.ts'
import type { TemplateNode } from './syntax.ts'
import { TemplateError } from './template-error.ts'
import { tokenise } from './tokens.ts'
import type { Token } from './tokens.ts'

type Piece = { readonly text: string } | { readonly action: readonly Token[] }

/** Reads a template in the language of Go's text/template, without definitions of further templates. */
export function parseTemplate(template: string): readonly TemplateNode[] {
  const reader: Reader = { pieces: split(template), at: 0 }
  const nodes = parseNodes(reader)
  const left = reader.pieces[reader.at]
  if (left !== undefined) throw new TemplateError(`unexpected {{${keyword(left) ?? ''}}}`)
  return nodes
}

interface Reader {
  readonly pieces: readonly Piece[]
  at: number
}

function split(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let rest = template
  for (;;) {
    const open = rest.indexOf('{{')
    if (open < 0) break
    const close = endOfAction(rest, open + 2)
    let action = rest.slice(open + 2, close)
    let text = rest.slice(0, open)
    rest = rest.slice(close + 2)
    if (/^-\s/u.test(action)) {
      text = text.trimEnd()
      action = action.slice(1)
    }
    if (/\s-$/u.test(action)) {
      rest = rest.trimStart()
      action = action.slice(0, -1)
    }
    pieces.push({ text })
    if (!/^\s*\/\*.*\*\/\s*$/su.test(action)) pieces.push({ action: tokenise(action) })
  }
  return [...pieces, { text: rest }]
}

function endOfAction(text: string, start: number): number {
  const close = /(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|(?!\}\}).)*\}\}/suy
  close.lastIndex = start
  if (close.exec(text) === null) throw new TemplateError(`"{{" without "}}"`)
  return close.lastIndex - 2
}

function keyword(piece: Piece): string | undefined {
  if ('text' in piece) return undefined
  const [first] = piece.action
  return first?.type === 'word' ? first.text : undefined
}

/** Reads up to an `else` or `end`, which is left for the caller. */
function parseNodes(reader: Reader): readonly TemplateNode[] {
  const nodes: TemplateNode[] = []
  for (;;) {
    const piece = reader.pieces[reader.at]
    if (piece === undefined) return nodes
    const word = keyword(piece)
    if (word === 'end' || word === 'else') return nodes
    reader.at += 1
    if ('text' in piece) {
      if (piece.text !== '') nodes.push({ type: 'text', text: piece.text })
    } else if (word === 'if' || word === 'with' || word === 'range') {
      nodes.push(parseBlock(reader, word, piece.action.slice(1)))
    } else {
      nodes.push(parseSimple(piece.action))
    }
  }
}

function parseBlock(reader: Reader, type: 'if' | 'with' | 'range', head: readonly Token[]): TemplateNode {
  const { names, rest } = type === 'range' ? rangeVariables(head) : { names: [], rest: head }
  const pipeline = parsePipeline(rest)
  const body = parseNodes(reader)
  const otherwise = parseOtherwise(reader, type)
  if (type === 'range') return { type, pipeline, variables: names, body, otherwise }
  return { type, pipeline, body, otherwise }
}

function parseOtherwise(reader: Reader, type: string): readonly TemplateNode[] {
  const piece = reader.pieces[reader.at]
  if (piece === undefined || 'text' in piece) throw new TemplateError(`{{${type}}} without {{end}}`)
  reader.at += 1
  if (keyword(piece) === 'end') return []
  const [, next, ...head] = piece.action
  // `else if` ends with the `end` of its `if`.
  if (next?.type === 'word' && (next.text === 'if' || next.text === 'with'))
    return [parseBlock(reader, next.text, head)]
  const nodes = parseNodes(reader)
  const end = reader.pieces[reader.at]
  if (end === undefined || keyword(end) !== 'end') throw new TemplateError(`{{${type}}} without {{end}}`)
  reader.at += 1
  return nodes
}

function rangeVariables(head: readonly Token[]): { names: readonly string[]; rest: readonly Token[] } {
  const at = head.findIndex((token) => token.type === 'symbol' && token.text === ':=')
  if (at < 0) return { names: [], rest: head }
  const names = head.slice(0, at).filter((token) => token.type === 'variable')
  return { names: names.map(({ text }) => text), rest: head.slice(at + 1) }
}

function parseSimple(action: readonly Token[]): TemplateNode {
  const [first, second] = action
  const isAssignment = second?.type === 'symbol' && (second.text === ':=' || second.text === '=')
  if (first?.type === 'variable' && isAssignment) {
    const pipeline = parsePipeline(action.slice(2))
    return { type: 'assign', name: first.text, pipeline, declares: second.text === ':=' }
  }
  return { type: 'output', pipeline: parsePipeline(action) }
}
