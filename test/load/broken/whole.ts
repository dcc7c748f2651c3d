import { readFileSync } from 'node:fs'
import schemaJson from '../../../schemas/compose.schema.json' with { type: 'json' }
import type { MappingNode, Node, Origin } from '../../../src/document/node.ts'
import type { Path } from '../../../src/document/path.ts'
import { documentOf } from '../document-of.ts'
import type { Files } from './broken-case.ts'

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
}

/** A value of the whole project that the schema says something about. */
export interface Known {
  readonly path: Path
  /** The same without names: `services.*.build.context`. */
  readonly pattern: string
  readonly node: Node
  readonly schema: Schema
  /** The key in front of it, when that is the name of a field, and the names it could have had. */
  readonly field?: { readonly name: string; readonly key: Origin; readonly siblings: readonly string[] }
}

export const wholeText = readFileSync('test/load/broken/whole.yaml', 'utf8')

/** A project in order that uses every field (but what is in `newerText`), as Docker Compose 2.40.3 confirms. */
export const wholeFiles: Files = {
  'compose.yaml': wholeText,
  'part.yaml': 'services: { part: { image: "part:${PART_TAG}" } }\n',
  'part.override.yaml': 'services: { part: { tty: true } }\n',
  'part.env': 'PART_TAG=1\n',
  'base.yaml': 'services: { base: { environment: { MODE: inherited } } }\n',
  'service.labels': 'part=1\n',
}

/** The fields that Docker Compose 2.40.3 does not know. */
export const newerText = `services:
  newer:
    image: newer
    build:
      no_cache_filter: last
    pre_start:
      - command: prepare
        environment:
          MODE: fast
        privileged: false
        user: app
        working_dir: /source
        image: prepare
        per_replica: true
`

const definitions: Readonly<Record<string, Schema>> = schemaJson.$defs

export const rootSchema: Schema = schemaJson

export function resolved(schema: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '')
  return name === undefined ? schema : resolved(definitions[name] ?? {})
}

/** All values of a text that the schema knows, each before what is in it. */
export function knownValues(text: string): readonly Known[] {
  return [...valuesBelow({ path: [], pattern: '', node: documentOf(text), schema: rootSchema })]
}

function* valuesBelow(known: Known): Generator<Known> {
  yield known
  const { node } = known
  const schema = resolved(known.schema)
  if (node.kind === 'mapping') {
    for (const child of fieldsOf(known, node, schema)) yield* valuesBelow(child)
  } else if (node.kind === 'sequence' && schema.items !== undefined) {
    for (const [index, item] of node.items.entries())
      yield* valuesBelow({ ...stepInto(known, index, '[]'), node: item, schema: schema.items })
  }
}

function fieldsOf(parent: Known, node: MappingNode, schema: Schema): readonly Known[] {
  const siblings = Object.keys(schema.properties ?? {})
  return Array.from(node.entries).flatMap(([name, { key, value }]): Known[] => {
    const field = schema.properties?.[name]
    if (field !== undefined)
      return [{ ...stepInto(parent, name, name), node: value, schema: field, field: { name, key, siblings } }]
    const [named] = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) => pattern !== '^x-')
    return named === undefined ? [] : [{ ...stepInto(parent, name, '*'), node: value, schema: named[1] }]
  })
}

function stepInto(parent: Known, step: string | number, pattern: string): Pick<Known, 'path' | 'pattern'> {
  return {
    path: [...parent.path, step],
    pattern: parent.pattern === '' ? pattern : `${parent.pattern}.${pattern}`,
  }
}

/** The paths of all fields of the schema: `services.*.build.context`. */
export function schemaPaths(schema: Schema = rootSchema, path = ''): readonly string[] {
  const { properties = {}, patternProperties = {}, items } = resolved(schema)
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      `${path}${name}`,
      ...schemaPaths(field, `${path}${name}.`),
    ]),
    ...Object.values(patternProperties).flatMap((named) => schemaPaths(named, `${path}*.`)),
    ...(items === undefined ? [] : schemaPaths(items, `${path}[].`)),
  ]
}

