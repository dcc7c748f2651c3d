import type { Question } from '../events/host.ts'
import type { Shell } from './shell.ts'

interface Asking {
  /** `--yes`. */
  readonly yes: boolean
  readonly ask: Shell['ask']
  readonly signal: AbortSignal
}

/** The answer to a question: the flag's, the user's, or where nobody is there the question's own. */
export async function answer(question: Question, { yes, ask, signal }: Asking): Promise<boolean> {
  if (yes) return true
  if (ask === undefined) return question.default
  const text = await ask(`${question.text} [${question.default ? 'Y/n' : 'y/N'}] `, signal)
  const word = text.trim().toLowerCase()
  return word === '' ? question.default : word === 'y' || word === 'yes'
}
