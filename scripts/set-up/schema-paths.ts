/** As much of a JSON schema as tells which fields there are. */
export interface SchemaPart {
  readonly $ref?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, SchemaPart>>
  readonly patternProperties?: Readonly<Record<string, SchemaPart>>
  readonly items?: SchemaPart
}

export interface SchemaFile extends SchemaPart {
  readonly $defs: Readonly<Record<string, SchemaPart>>
}

/** A field and what the schema says of it: `services.*.ports.[].target`. */
export interface SchemaField {
  readonly path: string
  readonly description: string
}

/** Every field of a Compose file, in the order of the schema. */
export function schemaFields(schema: SchemaFile): readonly SchemaField[] {
  return fieldsBelow(schema, schema, '')
}

function fieldsBelow(file: SchemaFile, schema: SchemaPart, before: string): readonly SchemaField[] {
  const { properties = {}, patternProperties = {}, items } = resolved(file, schema)
  const named = Object.entries(patternProperties).filter(([pattern]) => pattern !== '^x-')
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      { path: `${before}${name}`, description: field.description ?? resolved(file, field).description ?? '' },
      ...fieldsBelow(file, field, `${before}${name}.`),
    ]),
    ...named.flatMap(([, field]) => fieldsBelow(file, field, `${before}*.`)),
    ...(items === undefined ? [] : fieldsBelow(file, items, `${before}[].`)),
  ]
}

function resolved(file: SchemaFile, schema: SchemaPart): SchemaPart {
  const name = schema.$ref?.replace('#/$defs/', '')
  return name === undefined ? schema : resolved(file, file.$defs[name] ?? {})
}
