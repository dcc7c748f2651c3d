import { formatGoFloat } from '../units/go-number.ts'
import { resolvePlainScalar, timeScalar } from './scalar.ts'
import type { ResolvedScalar, ScalarKind } from './scalar.ts'
import { resolveTimestamp } from './timestamp.ts'

const PREFIX = 'tag:yaml.org,2002:'

const KINDS: ReadonlyMap<string, { readonly kind: ScalarKind; readonly name: string }> = new Map([
  ['int', { kind: 'integer', name: 'an integer' }],
  ['float', { kind: 'float', name: 'a number' }],
  ['bool', { kind: 'boolean', name: 'true or false' }],
  ['null', { kind: 'null', name: 'null' }],
])

/**
 * Decides what a scalar with a tag means. The YAML tags (`!!str`, `!!int` …) must fit the text, which may be quoted;
 * tags that nobody knows are ignored, as Docker Compose does.
 */
export function resolveTaggedScalar(
  text: string,
  tag: string,
  isPlain: boolean,
): ResolvedScalar | { readonly problem: string } {
  const name = tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : tag
  if (name === 'str' || name === '!') return { kind: 'string', value: text }
  if (name === 'binary') return decodeBinary(text)
  if (name === 'timestamp') return decodeTimestamp(text)
  const wanted = KINDS.get(name)
  if (wanted === undefined) return isPlain ? resolvePlainScalar(text) : { kind: 'string', value: text }
  const resolved = resolvePlainScalar(text)
  if (resolved.kind === wanted.kind) return resolved
  if (wanted.kind === 'float' && typeof resolved.value === 'number') return asFloat(resolved.value)
  return { problem: `"${text}" is not ${wanted.name}, which the tag "!!${name}" asks for` }
}

function asFloat(value: number): ResolvedScalar {
  return { kind: 'float', value, text: formatGoFloat(value) }
}

function decodeTimestamp(text: string): ResolvedScalar | { readonly problem: string } {
  const value = resolveTimestamp(text)
  return value === undefined
    ? { problem: `"${text}" is not a time, which the tag "!!timestamp" asks for` }
    : timeScalar(value)
}

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/

function decodeBinary(text: string): ResolvedScalar | { readonly problem: string } {
  const compact = text.replaceAll(/[\r\n]/g, '')
  if (!BASE64.test(compact)) return { problem: 'a value with the tag "!!binary" is not in base64' }
  return { kind: 'string', value: Buffer.from(compact, 'base64').toString('utf8') }
}
