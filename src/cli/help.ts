import type { CommandSpec } from './command-spec.ts'
import type { FlagSpec } from './flag-spec.ts'
import { wrapText } from '../units/wrap-text.ts'
import { flagsAfter } from './command-flags.ts'
import { helpFlag } from './flags/common.ts'

const width = 80

/** The text of `compose --help`. */
export function helpOfProgram(commands: readonly CommandSpec[], flags: readonly FlagSpec[]): string {
  return [
    'Usage: compose [OPTIONS] COMMAND\n',
    'Run projects of several containers, described in a Compose file\n',
    ...sections(
      commands,
      (command) => command.group,
      ({ name, summary }) => ({ term: name, summary }),
    ),
    ...flagSections([...flags, helpFlag]),
    'Run "compose COMMAND --help" for the options of a command.\n',
  ].join('\n')
}

/** The text of `compose COMMAND --help`. */
export function helpOfCommand(command: CommandSpec): string {
  const operands = command.operands === undefined ? '' : ` ${command.operands}`
  return [
    `Usage: compose ${command.name} [OPTIONS]${operands}\n`,
    `${command.summary}\n`,
    ...flagSections([...flagsAfter(command), helpFlag]),
    'Run "compose --help" for the options of every command; they go before its name.\n',
  ].join('\n')
}

interface Entry {
  readonly term: string
  readonly summary: string
}

function flagSections(flags: readonly FlagSpec[]): string[] {
  const shown = flags.filter((flag) => flag.hidden !== true)
  return sections(
    shown,
    (flag) => flag.group ?? 'Options',
    (flag) => ({ term: flagTerm(flag), summary: flag.summary }),
  )
}

function flagTerm(flag: FlagSpec): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const value = flag.kind === 'switch' ? '' : ` ${flag.value}`
  return `${short}--${flag.long}${value}`
}

// One width of the first column for all sections of a text, so that the eye has one edge to follow.
function sections<T>(all: readonly T[], groupOf: (one: T) => string, entryOf: (one: T) => Entry): string[] {
  const termWidth = Math.max(...all.map((one) => entryOf(one).term.length))
  const groups = new Map<string, string[]>()
  for (const one of all) {
    const lines = groups.get(groupOf(one)) ?? []
    lines.push(...entryLines(entryOf(one), termWidth))
    groups.set(groupOf(one), lines)
  }
  return [...groups].map(([heading, lines]) => `${heading}:\n${lines.join('\n')}\n`)
}

function entryLines({ term, summary }: Entry, termWidth: number): string[] {
  const indent = termWidth + 4
  const [first = '', ...rest] = wrapText(summary, width - indent)
  return [`  ${term.padEnd(termWidth)}  ${first}`, ...rest.map((line) => ' '.repeat(indent) + line)]
}
