import type { BrokenCase } from './broken-case.ts'
import { fieldCases } from './cases/fields.ts'
import { formCases } from './cases/forms.ts'
import { syntaxCases } from './cases/syntax.ts'
import { valueCases } from './cases/values.ts'
import { variableCases } from './cases/variables.ts'
import { wholeCases } from './cases/wholes.ts'
import { misspeltCases, repeatedCases, slipCases, wrongFormCases, wrongWordCases } from './generate.ts'

/** Every project with one mistake: those made by hand, and those made from the project that uses every field. */
export function brokenCases(): readonly BrokenCase[] {
  return [
    ...fieldCases,
    ...formCases,
    ...valueCases,
    ...syntaxCases,
    ...variableCases,
    ...wholeCases,
    ...misspeltCases(),
    ...wrongFormCases(),
    ...wrongWordCases(),
    ...repeatedCases(),
    ...slipCases(),
  ]
}
