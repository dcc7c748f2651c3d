import type { Call, Operand, Pipeline } from './syntax.ts'
import { TemplateError } from './template-error.ts'
import type { Token } from './tokens.ts'

interface Reader {
  readonly tokens: readonly Token[]
  at: number
}

/** Reads what an action computes: `.Name | upper | printf "%s!"`. */
export function parsePipeline(tokens: readonly Token[]): Pipeline {
  const reader: Reader = { tokens, at: 0 }
  const pipeline = readPipeline(reader)
  const left = tokens[reader.at]
  if (left !== undefined) throw new TemplateError(`unexpected "${left.text}"`)
  return pipeline
}

function readPipeline(reader: Reader): Pipeline {
  const calls = [readCall(reader)]
  while (takeSymbol(reader, '|')) calls.push(readCall(reader))
  return calls
}

function readCall(reader: Reader): Call {
  const operands: Operand[] = []
  for (let operand = readOperand(reader); operand !== undefined; operand = readOperand(reader))
    operands.push(operand)
  const [head, ...rest] = operands
  if (head === undefined) throw new TemplateError('missing value for a command')
  return { head, operands: rest }
}

function readOperand(reader: Reader): Operand | undefined {
  const operand = readStart(reader)
  const token = reader.tokens[reader.at]
  if (operand === undefined || token?.type !== 'field' || !token.attached) return operand
  return take(reader, fieldsOf(operand, token.text))
}

function fieldsOf(operand: Operand, names: string): Operand {
  return names.split('.').reduce<Operand>((of, name) => ({ type: 'field', of, name }), operand)
}

function readStart(reader: Reader): Operand | undefined {
  const token = reader.tokens[reader.at]
  if (token === undefined) return undefined
  switch (token.type) {
    case 'string':
      return take(reader, { type: 'literal', value: token.text })
    case 'number':
      return take(reader, { type: 'literal', value: Number(token.text) })
    case 'variable':
      return take(reader, { type: 'variable', name: token.text })
    case 'field':
      return take(reader, fieldsOf({ type: 'dot' }, token.text))
    case 'word':
      return take(reader, wordOperand(token.text))
    default:
      return readSymbol(reader, token.text)
  }
}

function readSymbol(reader: Reader, symbol: string): Operand | undefined {
  if (symbol === '.') return take(reader, { type: 'dot' })
  if (symbol !== '(') return undefined
  reader.at += 1
  const pipeline = readPipeline(reader)
  if (!takeSymbol(reader, ')')) throw new TemplateError('"(" without ")"')
  return { type: 'pipeline', pipeline }
}

function wordOperand(word: string): Operand {
  if (word === 'true' || word === 'false') return { type: 'literal', value: word === 'true' }
  if (word === 'nil') return { type: 'literal', value: null }
  return { type: 'function', name: word }
}

function take(reader: Reader, operand: Operand): Operand {
  reader.at += 1
  return operand
}

function takeSymbol(reader: Reader, symbol: string): boolean {
  const token = reader.tokens[reader.at]
  if (token?.type !== 'symbol' || token.text !== symbol) return false
  reader.at += 1
  return true
}
