import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fieldsOf } from '../../src/engine/docker/json-fields.ts'

/** Every published schema by its path below `schemas/`: "ps.schema.json", "format/ps.schema.json". */
export const schemaTexts: ReadonlyMap<string, string> = new Map(
  readdirSync('schemas', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.schema.json'))
    .map((path) => [path, readFileSync(`schemas/${path}`, 'utf8')]),
)

/** Checks values against the published schemas, as a program would that has only these. */
export class Schemas {
  // Formats of texts need a package of their own; the goldens hold them.
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
  })

  constructor() {
    this.#ajv.addKeyword('x-version')
    for (const [path, text] of schemaTexts) this.#ajv.addSchema(fieldsOf(JSON.parse(text)), path)
  }

  /** What is wrong with a value, a line each: "/result must be object". */
  mistakes(schema: string, value: unknown): readonly string[] {
    const validate = this.#ajv.getSchema(schema)
    if (validate === undefined) throw new Error(`there is no schema ${schema}`)
    if (validate(value) === true) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  /** The same for objects that stand in lines. */
  mistakesOfLines(schema: string, text: string): readonly string[] {
    return linesOf(text).flatMap((line) => this.mistakes(schema, JSON.parse(line)))
  }
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}
