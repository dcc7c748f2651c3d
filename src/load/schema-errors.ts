import type { DiagnosticCode } from '../diagnostics/codes.ts'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggest.ts'
import { keySpanAt, nodeAt, spanAt } from '../document/node-at.ts'
import type { MappingNode, Node, ScalarNode } from '../document/node.ts'
import { formatPath } from '../document/path.ts'
import type { Path } from '../document/path.ts'
import { scalarText } from '../document/scalar-text.ts'
import type { SchemaViolation } from './generated/validate-compose.js'

interface Place {
  readonly document: MappingNode
  readonly path: Path
  /** The value that breaks the rule. */
  readonly node: Node | undefined
}

/**
 * Says what a violation of the schema means for the user. The schema has no alternatives (each keyword applies to the form
 * it fits), so one mistake is one violation.
 */
export function explainViolation(document: MappingNode, violation: SchemaViolation): Diagnostic {
  const path = pathOf(document, violation.instancePath)
  const place = { document, path, node: nodeAt(document, path) }
  switch (violation.keyword) {
    case 'additionalProperties':
      return unknownField(place, violation)
    case 'required':
      return missingField(place, violation)
    case 'type':
      return wrongType(place, violation)
    case 'enum':
      return notAmongAllowed(place, violation)
    case 'uniqueItems':
      return repeatedItem(place, violation)
    default:
      return outOfRange(place, violation)
  }
}

/** Turns a JSON pointer into a path, with numbers for the items of lists. */
export function pathOf(document: MappingNode, pointer: string): Path {
  const path: (string | number)[] = []
  for (const step of pointer.split('/').slice(1)) {
    const isItem = nodeAt(document, path)?.kind === 'sequence'
    path.push(isItem ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  return path
}

function unknownField(place: Place, violation: SchemaViolation): Diagnostic {
  const name = String(violation.params['additionalProperty'])
  const span = keySpanAt(place.document, [...place.path, name])
  const known = fieldsOf(violation)
  if (known.length === 0) return invalidName(place, name, span)
  const meant = likelyField(place.document, violation)
  return {
    ...error('CMP107', `unknown field "${name}" ${inWhat(place.path)}`, span),
    ...hintOf(meant === undefined ? knownFields(known) : `did you mean "${meant}"?`),
  }
}

/** The field that an unknown one most likely means: the nearest, else the one that is missing. */
export function likelyField(document: MappingNode, violation: SchemaViolation): string | undefined {
  const path = pathOf(document, violation.instancePath)
  const isFree = (key: string): boolean => nodeAt(document, [...path, key]) === undefined
  const known = fieldsOf(violation)
  const freeFirst = [...known.filter(isFree), ...known.filter((key) => !isFree(key))]
  const near = suggest(String(violation.params['additionalProperty']), freeFirst)
  if (near !== undefined) return near
  const missing = [violation.parentSchema['required'] ?? []].flat().map(String).filter(isFree)
  return missing.length === 1 ? missing[0] : undefined
}

function fieldsOf({ parentSchema }: SchemaViolation): readonly string[] {
  return Object.keys(parentSchema['properties'] ?? {})
}

function knownFields(known: readonly string[]): string | undefined {
  return known.length > 9 ? undefined : `known here: ${known.toSorted().join(', ')}`
}

function invalidName(place: Place, name: string, span: Span): Diagnostic {
  if (name === '') return error('CMP109', `a name ${inWhat(place.path)} is empty`, span)
  return {
    ...error('CMP109', `"${name}" is not a valid name ${inWhat(place.path)}`, span),
    hint: 'names have letters, digits, ".", "_" and "-"',
  }
}

function missingField(place: Place, { params }: SchemaViolation): Diagnostic {
  const name = String(params['missingProperty'])
  return error(
    'CMP110',
    `${subject(place.path)} needs the field "${name}"`,
    keySpanAt(place.document, place.path),
  )
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
}

function wrongType(place: Place, { params }: SchemaViolation): Diagnostic {
  const accepted = [params['type']].flat().map(String)
  const wanted = listOf(accepted.map((type) => TYPES[type] ?? type))
  const found = place.node === undefined ? 'missing' : kindOf(place.node)
  const isText = accepted.includes('string') && place.node?.kind === 'scalar' && place.node.value !== null
  return {
    ...error('CMP108', `${subject(place.path)} must be ${wanted}, but is ${found}`, valueSpan(place)),
    ...hintOf(isText ? `put it in quotes: "${asWritten(place.node)}"` : missingSpace(place.node, accepted)),
  }
}

/** Times are hardly ever meant as such: a date stays one. */
function asWritten(node: ScalarNode): string {
  return node.exact?.kind === 'time' ? node.exact.text.replace('T00:00:00Z', '') : scalarText(node)
}

/** `name:value` is text, and was hardly meant to be. */
function missingSpace(node: Node | undefined, accepted: readonly string[]): string | undefined {
  if (node?.kind !== 'scalar' || !accepted.includes('object')) return undefined
  const [, name, value] = /^([\w.-]+):(\S+)$/.exec(scalarText(node)) ?? []
  return name === undefined ? undefined : `write "${name}: ${value ?? ''}", with a space`
}

function kindOf(node: Node): string {
  if (node.kind === 'mapping') return 'a mapping'
  if (node.kind === 'sequence') return 'a list'
  if (node.value === null) return 'empty'
  if (node.exact?.kind === 'time') return 'a time'
  if (typeof node.value === 'string') return 'text'
  if (typeof node.value === 'boolean') return 'true or false'
  return Number.isInteger(node.value) ? 'a whole number' : 'a number'
}

function notAmongAllowed(place: Place, { params }: SchemaViolation): Diagnostic {
  const allowed = [params['allowedValues']].flat().map(String)
  const found = textOf(place)
  const meant = suggest(found, allowed)
  return {
    ...error('CMP109', `${subject(place.path)} cannot be "${found}"`, valueSpan(place)),
    hint: meant === undefined ? `allowed: ${allowed.join(', ')}` : `did you mean "${meant}"?`,
  }
}

function repeatedItem(place: Place, { params }: SchemaViolation): Diagnostic {
  const [first, second] = [Number(params['i']), Number(params['j'])].toSorted((one, other) => one - other)
  const at = (index: number | undefined): Span => spanAt(place.document, [...place.path, index ?? 0])
  const item = nodeAt(place.document, [...place.path, second ?? 0])
  const what = item?.kind === 'scalar' ? `"${scalarText(item)}"` : 'an entry'
  return {
    ...error('CMP109', `${what} is given twice ${inWhat(place.path)}`, at(second)),
    related: [{ message: 'given here first', span: at(first) }],
  }
}

function outOfRange(place: Place, { keyword, params }: SchemaViolation): Diagnostic {
  const span = valueSpan(place)
  const found = textOf(place)
  if (keyword === 'minimum')
    return error(
      'CMP109',
      `${subject(place.path)} must be at least ${String(params['limit'])}, but is ${found}`,
      span,
    )
  if (keyword === 'maximum')
    return error(
      'CMP109',
      `${subject(place.path)} must be at most ${String(params['limit'])}, but is ${found}`,
      span,
    )
  return error('CMP109', `${subject(place.path)} cannot be "${found}"`, span)
}

function textOf(place: Place): string {
  return place.node?.kind === 'scalar' ? scalarText(place.node) : ''
}

/** An empty value has no place worth showing: then the key is shown. */
function valueSpan(place: Place): Span {
  const span = spanAt(place.document, place.path)
  return span.start === span.end ? keySpanAt(place.document, place.path) : span
}

function subject(path: Path): string {
  return path.length === 0 ? 'the file' : `"${formatPath(path)}"`
}

function inWhat(path: Path): string {
  return path.length === 0 ? 'at the top level' : `in "${formatPath(path)}"`
}

function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

function error(code: DiagnosticCode, message: string, span: Span): Diagnostic {
  return { code, severity: 'error', message, span }
}

function hintOf(hint: string | undefined): { readonly hint?: string } {
  return hint === undefined ? {} : { hint }
}
