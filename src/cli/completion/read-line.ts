import type { CommandSpec } from '../command-spec.ts'
import type { FlagSpec } from '../flag-spec.ts'
import { flagsAfter } from '../command-flags.ts'
import { helpFlag } from '../flags/common.ts'
import { globalFlags } from '../flags/global.ts'

/** A command line up to the word that is being typed. */
export interface LineSoFar {
  /** Flags before the command's name, with their values. */
  readonly globals: readonly string[]
  readonly command?: CommandSpec
  /** The flags that may come here. */
  readonly flags: readonly FlagSpec[]
  readonly given: ReadonlySet<FlagSpec>
  readonly operands: readonly string[]
  /** The word being typed is the value of this flag. */
  readonly awaited?: FlagSpec
  /** After `--`, or in what belongs to a program of the user's: no flags of ours. */
  readonly onlyOperands: boolean
  readonly isHelp: boolean
}

/** Understands the words before the one that is being typed, as far as they make sense. */
export function readLine(words: readonly string[], commands: readonly CommandSpec[]): LineSoFar {
  let line: LineSoFar = {
    globals: [],
    flags: [...globalFlags, helpFlag],
    given: new Set(),
    operands: [],
    onlyOperands: false,
    isHelp: false,
  }
  for (const word of words) line = next(line, word, commands)
  return line
}

function next(line: LineSoFar, word: string, commands: readonly CommandSpec[]): LineSoFar {
  if (line.awaited !== undefined) return withValue(line, word)
  if (line.onlyOperands) return { ...line, operands: [...line.operands, word] }
  if (word === '--') return { ...line, onlyOperands: true }
  if (word.startsWith('-')) return withFlag(line, word)
  if (line.command !== undefined) {
    const isProgram = line.command.passThrough === true
    return { ...line, operands: [...line.operands, word], onlyOperands: isProgram }
  }
  if (word === 'help') return { ...line, isHelp: true }
  const command = commands.find(({ name }) => name === word)
  if (command === undefined) return line
  return { ...line, command, flags: [...flagsAfter(command), helpFlag], given: new Set() }
}

function withValue({ awaited: _awaited, ...line }: LineSoFar, word: string): LineSoFar {
  return { ...line, globals: line.command === undefined ? [...line.globals, word] : line.globals }
}

function withFlag(line: LineSoFar, word: string): LineSoFar {
  const globals = line.command === undefined ? [...line.globals, word] : line.globals
  const flag = flagOf(word, line.flags)
  if (flag === undefined) return { ...line, globals }
  const given = new Set(line.given).add(flag)
  const isOpen = flag.kind !== 'switch' && !word.includes('=') && !isGlued(word)
  return { ...line, globals, given, ...(isOpen ? { awaited: flag } : {}) }
}

/** `-f` of `-fcompose.yaml` or `-itf`. */
function flagOf(word: string, flags: readonly FlagSpec[]): FlagSpec | undefined {
  const [name = ''] = word.split('=', 1)
  if (name.startsWith('--')) return flags.find(({ long }) => name === `--${long}`)
  const letters = name
    .slice(1)
    .split('')
    .map((letter) => flags.find(({ short }) => short === letter))
  return letters.find((flag) => flag !== undefined && flag.kind !== 'switch') ?? letters.at(-1)
}

/** The value is in the same word: `-fcompose.yaml`. */
function isGlued(word: string): boolean {
  return !word.startsWith('--') && word.length > 2
}
