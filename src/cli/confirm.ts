import type { Answer, Question } from '../events/host.ts'
import type { Shell } from './shell.ts'

interface Asking {
  /** `--yes`. */
  readonly yes: boolean
  readonly ask: Shell['ask']
  readonly signal: AbortSignal
}

/** The answer to a question: the flag's, the user's, or where nobody is there the question's own, unless a flag can give one. */
export async function answer(question: Question, { yes, ask, signal }: Asking): Promise<Answer> {
  if (yes) return true
  if (ask === undefined) return question.flag === undefined ? question.default : 'unasked'
  const text = await ask(`${question.text} [${question.default ? 'Y/n' : 'y/N'}] `, signal)
  const word = text.trim().toLowerCase()
  return word === '' ? question.default : word === 'y' || word === 'yes'
}

/** The answer of a script: the first word of standard input. The question is on standard output. */
export async function answerFromInput(
  question: Question,
  { stdin, stdout }: Pick<Shell, 'stdin' | 'stdout'>,
): Promise<boolean> {
  stdout.write(question.text)
  const { createInterface } = await import('node:readline')
  for await (const line of createInterface({ input: stdin })) {
    const word = line.trim().toLowerCase()
    return word === '' ? question.default : yeses.has(word)
  }
  return question.default
}

const yeses: ReadonlySet<string> = new Set(['y', 'yes', 't', 'true', '1'])
