import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingNode } from '../document/node.ts'
import { toPlain } from '../document/to-plain.ts'
import { validateCompose } from './generated/validate-compose.js'
import { explainViolation } from './schema-errors.ts'

/** Checks a document against `schemas/compose.schema.json`: one diagnostic for each mistake, at the token that is wrong. */
export function validateDocument(document: MappingNode): readonly Diagnostic[] {
  const violations = validateCompose(toPlain(document))
  return violations.flatMap((violation) => explainViolation(document, violation) ?? [])
}
