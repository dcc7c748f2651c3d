import type { CommandSpec } from './command-spec.ts'
import type { FlagSpec } from './flag-spec.ts'
import { flagsAfter } from './command-flags.ts'

const truths: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])
const falsehoods: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False'])

/** Commands that Docker Compose has below `alpha`. */
const grownUp: ReadonlySet<string> = new Set(['viz', 'generate', 'publish'])

/**
 * Rewrites what scripts written for Docker Compose may contain into the forms our parser knows: `--detach=true`,
 * `--orphans=false`, `-f=compose.yaml`, `-v` or `--version` for the command `version`, and `alpha viz` for `viz`.
 */
export function normaliseArguments(
  argv: readonly string[],
  globals: readonly FlagSpec[],
  commands: readonly CommandSpec[],
): readonly string[] {
  const [first, ...others] = argv
  if (first === '-v' || first === '--version') return ['version', ...others]
  const result: string[] = []
  let flags = globals
  let running: CommandSpec | undefined
  let from = 0
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? ''
    if (word === '--') return [...result, ...argv.slice(index)]
    const flag = flagOf(word, flags)
    if (flag !== undefined) {
      addFlag(result, word, { flag, from })
      // The next word is its value, whatever it looks like.
      if (takesNextWord(word, flag) && index + 1 < argv.length) result.push(argv[(index += 1)] ?? '')
      continue
    }
    if (running === undefined && word === 'alpha' && grownUp.has(argv[index + 1] ?? '')) continue
    if (running?.passThrough === true && !word.startsWith('-')) return [...result, ...argv.slice(index)]
    result.push(word)
    const command =
      running !== undefined || word.startsWith('-') ? undefined : commands.find(({ name }) => name === word)
    if (command === undefined) continue
    running = command
    from = result.length
    flags = flagsAfter(command)
  }
  return result
}

function flagOf(word: string, flags: readonly FlagSpec[]): FlagSpec | undefined {
  if (word.startsWith('--')) {
    const [name] = word.slice(2).split('=', 1)
    return flags.find(({ long }) => long === name)
  }
  // In a bundle ("-dV", "-ft5") the last letter may take the next word, but the first tells enough for `=`.
  const letter = word.startsWith('-') ? (/^-(?:[^=]=|.$)/u.test(word) ? word[1] : word.at(-1)) : undefined
  return flags.find(({ short }) => short !== undefined && short === letter)
}

function takesNextWord(word: string, flag: FlagSpec): boolean {
  return flag.kind !== 'switch' && !word.includes('=')
}

interface Place {
  readonly flag: FlagSpec
  /** Where the flags among which it stands begin: those of the program, or of a command. */
  readonly from: number
}

function addFlag(result: string[], word: string, { flag, from }: Place): void {
  const at = word.indexOf('=')
  if (at < 0 || (word.startsWith('--') && flag.kind !== 'switch')) {
    result.push(word)
    return
  }
  const value = word.slice(at + 1)
  if (flag.kind !== 'switch') {
    result.push(`--${flag.long}`, value)
  } else if (truths.has(value)) {
    result.push(`--${flag.long}`)
  } else if (falsehoods.has(value)) {
    withdraw(result, { flag, from })
  } else {
    result.push(word)
  }
}

// The last word counts: `--detach --detach=false` is not detached. A switch that is on by default has a hidden opposite.
function withdraw(result: string[], { flag, from }: Place): void {
  const spellings: readonly string[] = [`--${flag.long}`, `-${flag.short ?? flag.long}`]
  const kept = result.slice(from).filter((word) => !spellings.includes(word))
  result.splice(from, result.length, ...kept)
  if (flag.kind === 'switch' && flag.default !== undefined) result.push(`--no-${flag.long}`)
}
