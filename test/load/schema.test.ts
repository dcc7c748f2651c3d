import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Schema {
  readonly description?: string
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly $defs?: Readonly<Record<string, Schema>>
}

const schema: Schema = JSON.parse(
  readFileSync(new URL('../../schemas/compose.schema.json', import.meta.url), 'utf8'),
)

/** Every schema with its path, definitions included once. */
function parts(part: Schema, path: string): readonly (readonly [path: string, part: Schema])[] {
  const named = [part.properties, part.patternProperties, part.$defs].flatMap((group) =>
    Object.entries(group ?? {}),
  )
  const below = named.flatMap(([name, child]) => parts(child, `${path}/${name}`))
  return [[path, part], ...below, ...(part.items === undefined ? [] : parts(part.items, `${path}[]`))]
}

describe('the schema', () => {
  it('describes every field', () => {
    const undescribed = parts(schema, '').flatMap(([path, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, field]) => field.description === undefined)
        .map(([name]) => `${path}/${name}`),
    )
    expect(undescribed).toEqual([])
  })

  it('refers only to what it defines', () => {
    const references = parts(schema, '').flatMap(([, { $ref }]) => $ref ?? [])
    const known = Object.keys(schema.$defs ?? {}).map((name) => `#/$defs/${name}`)
    expect(references.filter((reference) => !known.includes(reference))).toEqual([])
  })

  it.each([
    ['service', 93],
    ['build', 25],
    ['network', 10],
    ['volume', 5],
    ['secret', 8],
    ['config', 7],
    ['model', 4],
  ])('knows every field of a %s', (name, count) => {
    expect(Object.keys(schema.$defs?.[name]?.properties ?? {})).toHaveLength(count)
  })
})
