import { Command, CommanderError, Option } from 'commander'
import type { CommandSpec, GlobalValues } from './command-spec.ts'
import type { FlagSpec, GivenFlags } from './flag-spec.ts'
import { valuesOf } from './flag-spec.ts'
import { flagsAfter, hasOwnJson } from './command-flags.ts'
import { dryRunFlag, jsonFlag } from './flags/common.ts'
import { globalFlags } from './flags/global.ts'
import { helpOfCommand, helpOfProgram } from './help.ts'
import { own } from '../units/own.ts'
import { UsageMistake } from './usage-mistake.ts'

export type ParsedLine =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'command'
      readonly command: CommandSpec
      readonly globals: GlobalValues
      readonly given: GivenFlags
      readonly names: readonly string[]
    }

type Given = Map<string, boolean | number | string | readonly string[]>

/** Understands a command line. Throws `UsageMistake`; writes nothing and runs nothing. */
export function parseLine(argv: readonly string[], commands: readonly CommandSpec[]): ParsedLine {
  const found: { line?: ParsedLine; help: string } = { help: '' }
  const globals: Given = new Map()
  const program = configured(new Command('compose'), globalFlags, globals)
  program
    .enablePositionalOptions()
    .helpCommand('help [command]')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => (found.help += text),
      writeErr: () => undefined,
      outputError: () => undefined,
    })
  program.helpInformation = () => helpOfProgram(commands, globalFlags)
  for (const command of commands) {
    const given: Given = new Map()
    const sub = configured(program.command(command.name), flagsAfter(command), given)
    sub.helpInformation = () => helpOfCommand(command)
    if (command.operands !== undefined) sub.argument('[names...]')
    if (command.passThrough === true) sub.passThroughOptions()
    sub.action(() => {
      found.line = {
        kind: 'command',
        command,
        globals: globalValues(globals, given, command),
        given,
        names: sub.args,
      }
    })
  }
  try {
    program.parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (isHelp(error))
      return { kind: 'help', text: found.help === '' ? program.helpInformation() : found.help }
    throw mistake(error, argv, commands)
  }
  return found.line ?? { kind: 'help', text: program.helpInformation() }
}

function isHelp({ code }: CommanderError): boolean {
  return code === 'commander.helpDisplayed' || code === 'commander.help'
}

// These switches may stand before the command's name or after it.
function globalValues(globals: Given, given: Given, command: CommandSpec): GlobalValues {
  if (given.get(dryRunFlag.long) === true) globals.set(dryRunFlag.long, true)
  if (globals.get(jsonFlag.long) === true && command.noJson !== undefined)
    throw new UsageMistake(`${command.name} has no --json`, command.noJson)
  if (!hasOwnJson(command)) {
    if (given.get(jsonFlag.long) === true) globals.set(jsonFlag.long, true)
  } else if (globals.delete(jsonFlag.long)) given.set(jsonFlag.long, true)
  const outdated = [...outdatedOf(globalFlags, globals), ...outdatedOf(command.flags, given)]
  return { ...valuesOf(globalFlags, globals), ...(outdated.length === 0 ? {} : { outdated }) }
}

function outdatedOf(flags: readonly FlagSpec[], given: GivenFlags): NonNullable<GlobalValues['outdated']> {
  return flags.flatMap(({ long, instead }) =>
    instead === undefined || !given.has(long) ? [] : [{ flag: `--${long}`, instead }],
  )
}

function configured(command: Command, flags: readonly FlagSpec[], given: Given): Command {
  for (const flag of flags) {
    addOption(command, flag, (raw) => given.set(flag.long, readValue(flag, raw, given.get(flag.long))))
    if (flag.kind === 'switch' && flag.default !== undefined) {
      command.addOption(literal(new Option(`--no-${flag.long}`).hideHelp()))
      command.on(`option:no-${flag.long}`, () => given.set(flag.long, false))
    }
  }
  return command
}

function addOption(command: Command, flag: FlagSpec, onValue: (raw: string | undefined) => void): void {
  const short = flag.short === undefined ? '' : `-${flag.short}, `
  const value = flag.kind === 'switch' ? '' : ' <value>'
  const option = literal(new Option(`${short}--${flag.long}${value}`, flag.summary))
  command.addOption(flag.hidden === true ? option.hideHelp() : option)
  command.on(`option:${flag.long}`, onValue)
}

// Commander takes `--no-deps` for the opposite of `--deps`; in Compose it is a flag of its own, beside `--build` even.
function literal(option: Option): Option {
  option.negate = false
  return option
}

function readValue(
  flag: FlagSpec,
  raw: string | undefined,
  before: Given extends Map<string, infer V> ? V | undefined : never,
) {
  if (flag.kind === 'switch') return true
  const text = raw ?? ''
  if (flag.kind === 'list') return [...(Array.isArray(before) ? before : []), text]
  if (flag.kind === 'integer') return readInteger(flag, text)
  if (flag.kind === 'choice') return readChoice(flag, text)
  return text
}

function readChoice(flag: FlagSpec & { readonly kind: 'choice' }, text: string): string {
  const found =
    flag.choices.find((choice) => choice === text) ??
    flag.choices.find((choice) => choice === text.toLowerCase()) ??
    own(flag.aliases ?? {}, text)
  if (found === undefined) {
    throw new UsageMistake(
      `--${flag.long} cannot be "${text}"`,
      `It takes one of ${flag.choices.join(', ')}.`,
    )
  }
  return found
}

function readInteger(flag: FlagSpec & { readonly kind: 'integer' }, text: string): number {
  const value = /^[+-]?\d+$/u.test(text) ? Number(text) : undefined
  if (value === undefined)
    throw new UsageMistake(`--${flag.long} cannot be "${text}"`, 'It takes a whole number.')
  if (flag.minimum !== undefined && value < flag.minimum) {
    throw new UsageMistake(`--${flag.long} cannot be ${text}`, `It takes a number from ${flag.minimum} on.`)
  }
  return value
}

function mistake(
  error: CommanderError,
  argv: readonly string[],
  commands: readonly CommandSpec[],
): UsageMistake {
  const [first = '', suggestion = ''] = error.message
    .replace(/^error: /u, '')
    .replaceAll("'", '"')
    .split('\n')
  const hint = misplaced(error, argv, commands) ?? didYouMean(suggestion)
  return new UsageMistake(first.charAt(0).toUpperCase() + first.slice(1), hint)
}

function didYouMean(suggestion: string): string | undefined {
  const guess = /Did you mean (?:one of )?(.+)\?/u.exec(suggestion)?.[1]
  return guess === undefined ? undefined : `Did you mean ${guess}?`
}

/** A flag on the wrong side of the command's name is the usual slip, because so many programs do not mind. */
function misplaced(
  error: CommanderError,
  argv: readonly string[],
  commands: readonly CommandSpec[],
): string | undefined {
  const word = /unknown option '(--?[^'=]+)/u.exec(error.message)?.[1]
  if (error.code !== 'commander.unknownOption' || word === undefined) return undefined
  const command = commands.find(({ name }) => argv.includes(name))
  const isIt = (flag: FlagSpec): boolean => word === `--${flag.long}` || word === `-${flag.short}`
  if (command !== undefined && globalFlags.some(isIt))
    return `${word} goes before the command: compose ${word} ... ${command.name}`
  if (command?.flags.some(isIt) === true)
    return `${word} goes after the command: compose ${command.name} ${word}`
  return undefined
}
