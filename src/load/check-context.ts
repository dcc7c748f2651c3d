import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { DiagnosticCode } from '../diagnostics/codes.ts'
import { suggest } from '../diagnostics/suggest.ts'
import { keySpanAt, spanAt } from '../document/node-at.ts'
import type { MappingNode } from '../document/node.ts'
import type { Path } from '../document/path.ts'
import type { Service } from '../model/service.ts'
import type { Decoded } from './decode.ts'

/** What is checked: the enabled services with everything declared at the top level. */
export interface CheckedProject extends Omit<Decoded, 'extensions' | 'diagnostics' | 'incomplete'> {
  /** Switched off by their profiles. They are not checked themselves, but may be referred to. */
  readonly disabledServices?: Readonly<Record<string, Service>>
}

export interface CheckContext {
  readonly project: CheckedProject
  /** The canonical document the project was decoded from, for places. */
  readonly document: MappingNode
  readonly found: (problem: Problem) => void
}

export interface Problem {
  readonly code: DiagnosticCode
  readonly message: string
  readonly at: Path
  /** Points at the key instead of at the value. */
  readonly pointAtKey?: true
  readonly hint?: string
  readonly related?: readonly { readonly message: string; readonly at: Path }[]
}

export function toDiagnostic(problem: Problem, document: MappingNode): Diagnostic {
  const { code, message, hint, related } = problem
  return {
    code,
    severity: 'error',
    message,
    span: problem.pointAtKey === true ? keySpanAt(document, problem.at) : spanAt(document, problem.at),
    ...(hint === undefined ? {} : { hint }),
    ...(related === undefined
      ? {}
      : {
          related: related.map((place) => ({ message: place.message, span: keySpanAt(document, place.at) })),
        }),
  }
}

/** What to do about a name that is not declared: the likely one, or else where to declare it. */
export function hintFor(name: string, known: readonly string[], otherwise: string): string {
  const likely = suggest(name, known)
  return likely === undefined ? otherwise : `did you mean "${likely}"?`
}
