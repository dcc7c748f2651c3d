import type { Json } from '../units/json.ts'
import type { Shell } from './shell.ts'

interface ResultForms {
  readonly result: () => Json
  readonly text: () => string
}

/** Shows what a command has found: as text on standard output, or as the `result` of the document that programs get. */
export function showResult(shell: Shell, { result, text }: ResultForms): void {
  if (shell.report === undefined) shell.stdout.write(text())
  else shell.report.result(result())
}
