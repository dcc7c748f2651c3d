import type { Origin } from './node.ts'
import type { Path } from './path.ts'

/** Answers "who wrote this field?" for `config --explain`, plan reasons and errors found later. */
export interface Origins {
  of(path: Path): Origin | undefined
}
