import { assertNever } from '../diagnostics/errors.ts'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { LONGEST_TEXT } from './evaluate.ts'
import type { TemplateProblem } from './evaluate.ts'

/** Says what is wrong with an expression; `place` is what it stands in, as the user would name it. */
export function templateDiagnostic(problem: TemplateProblem, place: string, span: Span): Diagnostic {
  switch (problem.kind) {
    case 'invalid':
      return {
        code: 'CMP113',
        severity: 'error',
        message: `invalid interpolation in "${place}"`,
        span,
        hint: 'write "${NAME}", "${NAME:-default}" or "${NAME:?message}"; "$$" is a dollar sign',
      }
    case 'required': {
      const reason = problem.reason.trim()
      return {
        code: 'CMP114',
        severity: 'error',
        message: `the required variable "${problem.name}" is missing a value${reason === '' ? '' : `: ${reason}`}`,
        span,
        hint: `set ${problem.name} in the environment or in ".env"`,
      }
    }
    case 'unset':
      return {
        code: 'CMP115',
        severity: 'warning',
        message: `the variable "${problem.name}" is not set, so it is taken as blank`,
        span,
        hint: `set it, or give a default: "\${${problem.name}:-default}"`,
      }
    case 'too-long':
      return {
        code: 'CMP112',
        severity: 'error',
        message: `the value of "${place}" becomes longer than ${LONGEST_TEXT} characters`,
        span,
      }
    default:
      return assertNever(problem)
  }
}
