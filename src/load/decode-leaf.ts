import type { Node, ScalarNode } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { castText, type CastKind } from '../interpolate/casts.ts'
import type { LeafKind } from '../model/shape.ts'
import { parseByteSize } from '../units/bytes.ts'
import { canonicalDuration } from '../units/duration.ts'
import { formatJsonFloat } from '../units/go-number.ts'
import type { Report } from './rules.ts'

/** The kinds that are written as one scalar. */
export type ScalarKind = Exclude<LeafKind, 'hosts' | 'ssh' | 'ulimit' | 'any'>

/** Decodes a scalar; `undefined` when it is null, or when it is wrong, which is reported. */
export function decodeScalar(node: ScalarNode, kind: ScalarKind, report: Report): unknown {
  if (kind === 'text') return scalarText(node)
  if (node.value === null) return undefined
  switch (kind) {
    case 'string':
      return typeof node.value === 'boolean' ? wrong(node, 'text', report) : scalarText(node)
    case 'integer':
      return decodeInteger(node, report)
    case 'float':
      return decodeFloat(node, report)
    case 'boolean':
      return typeof node.value === 'boolean' ? node.value : cast(node, 'bool', report)
    case 'mode-number':
      return decodeModeNumber(node, report)
    case 'count':
      return isAll(node) ? -1 : decodeInteger(node, report)
    default:
      return decodeUnit(node, kind, report)
  }
}

export function decodeInteger(node: ScalarNode, report: Report): unknown {
  if (typeof node.value !== 'number') return cast(node, 'int', report)
  return Math.abs(node.value) > 2 ** 63
    ? wrong(node, 'an integer of 64 bits', report)
    : Math.trunc(node.value)
}

function decodeFloat(node: ScalarNode, report: Report): unknown {
  const value = typeof node.value === 'number' ? node.value : cast(node, 'float32', report)
  return typeof value === 'number' ? Number(formatJsonFloat(value, 32)) : value
}

/** Text is octal, as in a secret's mode; a number is one, however it was written. */
function decodeModeNumber(node: ScalarNode, report: Report): unknown {
  if (typeof node.value === 'number' && node.value >= 0) return decodeInteger(node, report)
  const mode = decodeUnit(node, 'mode', report)
  return typeof mode === 'string' ? Number.parseInt(mode, 8) : undefined
}

function isAll(node: ScalarNode): boolean {
  return typeof node.value === 'string' && node.value.toLowerCase() === 'all'
}

function cast(node: ScalarNode, kind: CastKind, report: Report): unknown {
  if (typeof node.value !== 'string')
    return wrong(node, kind === 'bool' ? 'true or false' : 'a number', report)
  const result = castText(node.value, kind)
  if ('problem' in result) return wrong(node, result.problem, report)
  if (result.remark !== undefined) {
    report({ code: 'CMP118', severity: 'warning', message: result.remark, span: node.origin.span })
  }
  return result.value
}

const units = {
  bytes: { what: 'size', hint: 'write a number of bytes, or one with a unit such as "512m" or "1.5g"' },
  duration: { what: 'duration', hint: 'write numbers with units such as "90s" or "1m30s"' },
  mode: { what: 'file mode', hint: 'write it in octal, such as "0440"' },
} as const

function decodeUnit(node: ScalarNode, kind: keyof typeof units, report: Report): unknown {
  const decoded = typeof node.value === 'boolean' ? undefined : readers[kind](node)
  if (decoded !== undefined) return decoded
  const { what, hint } = units[kind]
  report({
    code: 'CMP108',
    severity: 'error',
    message: `invalid ${what} "${scalarText(node)}"`,
    span: node.origin.span,
    hint,
  })
  return undefined
}

const readers: Readonly<Record<keyof typeof units, (node: ScalarNode) => string | undefined>> = {
  bytes: (node) => {
    const text = scalarText(node)
    // As text, it is how `config` prints a number below 0, of which -1 means no limit.
    if (/^-\d+$/.test(text)) return text
    return typeof node.value === 'number' && /^\d+$/.test(text) ? text : parseByteSize(text)
  },
  duration: (node) => canonicalDuration(scalarText(node)),
  mode: (node) => {
    if (typeof node.value === 'number')
      return Number.isInteger(node.value) && node.value >= 0 ? `0${node.value.toString(8)}` : undefined
    const text = scalarText(node)
    return /^[0-7]+$/.test(text) ? `0${Number.parseInt(text, 8).toString(8)}` : undefined
  },
}

/** Reports a value of the wrong kind. */
export function wrong(node: Node, wanted: string, report: Report): undefined {
  const found =
    node.kind === 'scalar' ? `"${scalarText(node)}"` : node.kind === 'mapping' ? 'a mapping' : 'a list'
  report({
    code: 'CMP108',
    severity: 'error',
    message: `expected ${wanted}, not ${found}`,
    span: node.origin.span,
  })
  return undefined
}
