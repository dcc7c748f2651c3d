/**
 * Compiles `schemas/compose.schema.json` to `src/load/generated/validate-compose.js`: one module without imports, so that
 * no schema is compiled and nothing of ajv is loaded while the program runs.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const schemaFile = 'schemas/compose.schema.json'
const outputFile = 'src/load/generated/validate-compose.js'
const typesFile = 'src/load/generated/validate-compose.d.ts'

const types = `/** One broken rule: where in the document, which keyword of the schema, and the schema that holds the keyword. */
export interface SchemaViolation {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly parentSchema: Readonly<Record<string, unknown>>
}
export function validateCompose(document: unknown): readonly SchemaViolation[]
`

const code = await bundle(compile(withoutRemarks(JSON.parse(await readFile(schemaFile, 'utf8')))))
await mkdir('src/load/generated', { recursive: true })
await writeFile(outputFile, code)
await writeFile(typesFile, types)
console.error(`Wrote ${outputFile} (${Math.round(code.length / 1024)} kB)`)

function compile(schema: object): string {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    inlineRefs: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  })
  const validator = standaloneCode.default(ajv, ajv.compile(schema))
  return `${validator.replace(/^export default .*$/m, '').replace('export const validate', 'const validate')}\nexport function validateCompose(document) { return validate(document) ? [] : validate.errors }\n`
}

/** The generated code still asks for ajv's comparison with `require`; bundling puts it in. */
async function bundle(source: string): Promise<string> {
  const required = /require\("(ajv\/[^"]+)"\)\.default/g
  const imports = new Set<string>()
  const body = source.replace(required, (_, path: string) => {
    imports.add(path)
    return 'compare'
  })
  const lines = [...imports].map((path) => `import compare from "${path}.js"\n`)
  const result = await build({
    stdin: { contents: lines.join('') + body, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    treeShaking: true,
    minify: true,
  })
  return result.outputFiles[0]?.text ?? ''
}

/** Descriptions and defaults are for people and editors; the validator is smaller without them. */
function withoutRemarks(schema: object): object {
  const remarks = new Set(['$schema', 'description', 'default', 'deprecated', 'title'])
  const kept = JSON.stringify(schema, (key, value: unknown) =>
    remarks.has(key) && typeof value !== 'object' ? undefined : value,
  )
  return JSON.parse(kept)
}
