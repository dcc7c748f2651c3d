import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { lineColumn } from '../../src/diagnostics/line-column.ts'
import { parseYaml } from '../../src/document/parse-yaml.ts'
import { toPlain } from '../../src/document/to-plain.ts'
import type { Json } from '../../src/units/json.ts'

/** The values of the text's only document; a mistake in it fails the test. */
export function valueOf(text: string): Json {
  const { documents, diagnostics } = parseYaml('compose.yaml', text)
  const [root] = documents
  if (root === undefined || diagnostics.length > 0) throw new Error(describe(text, diagnostics).join('\n'))
  return toPlain(root)
}

/** Each mistake as "CODE line:column message". */
export function problemsOf(text: string): readonly string[] {
  return describe(text, parseYaml('compose.yaml', text).diagnostics)
}

export function describe(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, span }) => {
    const { line, column } = lineColumn(text, span?.start ?? 0)
    return `${code} ${line}:${column} ${message}`
  })
}
