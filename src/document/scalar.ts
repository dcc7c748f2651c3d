import { formatGoFloat } from '../units/go-number.ts'
import { ExactScalar } from '../units/exact-scalar.ts'
import type { Scalar } from './node.ts'
import { resolveTimestamp } from './timestamp.ts'
import type { Timestamp } from './timestamp.ts'

export type ScalarKind = 'string' | 'integer' | 'float' | 'boolean' | 'null' | 'time'

/** What a scalar means. `text` and `exact` only where the value alone does not say it (see `ScalarNode`). */
export interface ResolvedScalar {
  readonly kind: ScalarKind
  readonly value: Scalar
  readonly text?: string
  readonly exact?: ExactScalar
}

const CONSTANTS: ReadonlyMap<string, ResolvedScalar> = new Map([
  ...constants('boolean', true, ['true', 'True', 'TRUE']),
  ...constants('boolean', false, ['false', 'False', 'FALSE']),
  ...constants('null', null, ['', '~', 'null', 'Null', 'NULL']),
  ...constants('float', Number.NaN, ['.nan', '.NaN', '.NAN']),
  ...constants('float', Infinity, ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']),
  ...constants('float', -Infinity, ['-.inf', '-.Inf', '-.INF']),
])

function constants(
  kind: ScalarKind,
  value: Scalar,
  spellings: readonly string[],
): [string, ResolvedScalar][] {
  return spellings.map((spelling) => [spelling, typeof value === 'number' ? float(value) : { kind, value }])
}

const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/
const DECIMAL_FROM_POINT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/

/**
 * Decides what an unquoted scalar means, as go-yaml does: the core schema of YAML 1.2 with octal `0777`, digits grouped by
 * `_`, and dates, but without the yes/no/on/off and base-60 numbers of YAML 1.1.
 */
export function resolvePlainScalar(source: string): ResolvedScalar {
  const constant = CONSTANTS.get(source)
  if (constant !== undefined) return constant
  const first = source.charCodeAt(0)
  if (first === 0x2e /* . */)
    return DECIMAL_FROM_POINT.test(source) ? finiteFloat(source.replaceAll('_', ''), source) : string(source)
  const isSign = first === 0x2b || first === 0x2d
  const isDigit = first >= 0x30 && first <= 0x39
  return isSign || isDigit ? resolveNumeric(source) : string(source)
}

function resolveNumeric(source: string): ResolvedScalar {
  const time = resolveTimestamp(source)
  if (time !== undefined) return timeScalar(time)
  const plain = source.replaceAll('_', '')
  return resolveInteger(plain) ?? (DECIMAL.test(plain) ? finiteFloat(plain, source) : string(source))
}

const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|(?:0[oO]|0)([0-7]+)|(0|[1-9]\d*))$/

/** Integers of at most 64 bits; larger ones are floats when written in decimal. */
function resolveInteger(plain: string): ResolvedScalar | undefined {
  const match = INTEGER.exec(plain)
  if (match === null) return undefined
  const [, sign = '', hexadecimal, binary, octal, decimal] = match
  const digits = hexadecimal ?? binary ?? octal ?? decimal ?? ''
  const radix = hexadecimal !== undefined ? 16 : binary !== undefined ? 2 : octal !== undefined ? 8 : 10
  const magnitude = Number.parseInt(digits, radix)
  if (Number.isSafeInteger(magnitude)) {
    // "-0" is the integer zero.
    return { kind: 'integer', value: sign === '-' && magnitude !== 0 ? -magnitude : magnitude }
  }
  return bigInteger(sign, radix, digits)
}

const PREFIXES: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' }

function bigInteger(sign: string, radix: number, digits: string): ResolvedScalar | undefined {
  if (digits.length > 64) return undefined
  const magnitude = BigInt(`${PREFIXES[radix] ?? ''}${digits}`)
  const exact = sign === '-' ? -magnitude : magnitude
  const largest = sign === '' ? 2n ** 64n - 1n : 2n ** 63n - 1n
  if (exact > largest || exact < -(2n ** 63n)) return undefined
  const text = String(exact)
  return { kind: 'integer', value: Number(exact), text, exact: new ExactScalar('integer', text) }
}

function finiteFloat(decimal: string, source: string): ResolvedScalar {
  const value = Number(decimal)
  return Number.isFinite(value) ? float(value) : string(source)
}

function float(value: number): ResolvedScalar {
  const text = formatGoFloat(value)
  if (text === String(value)) return { kind: 'float', value }
  const exact = Number.isInteger(value) ? { exact: new ExactScalar('float', text) } : {}
  return { kind: 'float', value, text, ...exact }
}

/** A moment, whose value is how Go prints it. */
export function timeScalar({ text, standard }: Timestamp): ResolvedScalar {
  return { kind: 'time', value: text, exact: new ExactScalar('time', standard) }
}

function string(value: string): ResolvedScalar {
  return { kind: 'string', value }
}
