import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'

/** What is wrong with a value by a schema of ours: empty when it fits. `name`: "doctor" for schemas/doctor.schema.json. */
export function schemaErrors(name: string, value: unknown): readonly string[] {
  const path = new URL(`../../schemas/${name}.schema.json`, import.meta.url)
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false })
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')))
  if (validate(value)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}
