import type { Origin } from './node.ts'
import type { Path } from './path.ts'

/** Answers "who wrote this field?" for `config --explain`, plan reasons and errors found later. */
export interface Origins {
  of(path: Path): Origin | undefined
  /** Whether a variable went into the value at this path, or into anything in it. Such values may be secret: plans do not tell them. */
  isFromVariable(path: Path): boolean
  /** The texts of all such values. */
  textsFromVariables(): ReadonlySet<string>
}
