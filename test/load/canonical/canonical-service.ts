import { nodeAt } from '../../../src/document/node-at.ts'
import { toPlain } from '../../../src/document/to-plain.ts'
import { canonicalise } from '../../../src/load/canonical/canonicalise.ts'
import type { Json } from '../../../src/units/json.ts'
import { documentOf } from '../document-of.ts'

/** One attribute of a service in its long form, and what there is to say about it. */
export function canonicalField(
  field: string,
  yaml: string,
): { readonly value: Json; readonly problems: readonly string[] } {
  const { node, diagnostics } = canonicalise(documentOf(`services: {web: {${field}: ${yaml}}}`))
  const value = nodeAt(node, ['services', 'web', field])
  return {
    value: value === undefined ? null : toPlain(value),
    problems: diagnostics.map(({ message }) => message),
  }
}
