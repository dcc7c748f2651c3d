import { commands } from './commands.ts'
import { hasOwnJson } from './command-flags.ts'
import type { CommandSpec } from './command-spec.ts'
import { own } from '../units/own.ts'
import { withDockerFlags } from './docker-flags.ts'
import { calledByDocker, metadataCommand } from './docker-protocol.ts'
import { exitCodes } from './exit-codes.ts'
import { globalFlags } from './flags/global.ts'
import { helpOfCommand, helpOfProgram } from './help.ts'
import { normaliseArguments } from './normalise-arguments.ts'
import type { ParsedLine } from './parse.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

/** Runs one command line. Resolves to the exit code; never rejects because of the user, the engine or the network. */
export async function runProgram(argv: readonly string[], shell: Shell): Promise<number> {
  try {
    return await runLine(argv, shell)
  } catch (error) {
    if (error instanceof UsageMistake) return reportUsage(error, argv, shell)
    const { bugText } = await import('./failure.ts')
    shell.stderr.write(bugText(error))
    return exitCodes.bug
  }
}

async function runLine(given: readonly string[], shell: Shell): Promise<number> {
  const argv = await ownWords(given, shell)
  if (argv === undefined) return exitCodes.done
  const [first = '', ...others] = argv
  if (first === '__complete' || first === '__completeNoDesc') {
    const { complete } = await import('./completion/complete.ts')
    return complete(others, { shell, commands, summaries: first === '__complete' })
  }
  const help = askedForHelp(argv)
  if (help !== undefined) return print(help, shell)
  const words = normaliseArguments(argv, globalFlags, commands)
  const line = await parse(words, shell)
  if (line.kind === 'help') return print(line.text, shell)
  return start(line, withDockerFlags(line.globals, shell))
}

async function parse(words: readonly string[], shell: Shell): Promise<ParsedLine> {
  // The parser costs more than all of the help; it is loaded when there is something to parse.
  const { parseLine } = await import('./parse.ts')
  try {
    return parseLine(words, commands)
  } catch (error) {
    const command = commandIn(words)
    // What the flag belongs to is unknown where a program of the user's may have it too.
    if (words.includes('--json') && command?.passThrough !== true) {
      const { withReport } = await import('./json-report.ts')
      await withReport({ command: command?.name ?? '', dryRun: false }, shell, () => Promise.reject(error))
    }
    throw error
  }
}

/** The first word that names a command; it may be the value of a flag. */
function commandIn(words: readonly string[]): CommandSpec | undefined {
  const name = words.find((word) => commands.some((command) => command.name === word))
  return commands.find((command) => command.name === name)
}

function start(line: Extract<ParsedLine, { readonly kind: 'command' }>, shell: Shell): Promise<number> {
  const { command, globals, given } = line
  const isOwnForm = hasOwnJson(command) && given.get('json') === true
  const isDocument = globals.json && command.jsonLines?.(given, globals) !== true
  return isOwnForm || isDocument ? reported(line, shell) : command.start(line, shell)
}

async function reported({ command, ...parsed }: Parameters<typeof start>[0], shell: Shell): Promise<number> {
  const { withReport } = await import('./json-report.ts')
  const facts = {
    command: command.name,
    dryRun: parsed.globals['dry-run'],
    hasOwnForm: hasOwnJson(command),
  }
  return withReport(facts, shell, (reporting) => command.start(parsed, reporting))
}

/** What a docker CLI hands to its plugin, without what is its own; undefined when it only wanted to know what this is. */
async function ownWords(argv: readonly string[], shell: Shell): Promise<readonly string[] | undefined> {
  const isQuestion = argv[0] === metadataCommand
  if (!isQuestion && own(shell.environment, calledByDocker) === undefined) return argv
  const { ownArguments, pluginMetadata } = await import('./docker-plugin.ts')
  if (!isQuestion) return ownArguments(argv)
  shell.stdout.write(pluginMetadata())
  return undefined
}

function print(text: string, shell: Shell): number {
  shell.stdout.write(text)
  return exitCodes.done
}

/** The plain ways to ask for help; the parser knows the others. */
function askedForHelp(argv: readonly string[]): string | undefined {
  const [first, second] = argv
  const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h'
  if (first === undefined || isHelp(first) || (first === 'help' && second === undefined)) {
    return helpOfProgram(commands, globalFlags)
  }
  const named = isHelp(second) ? first : first === 'help' ? second : undefined
  const command = commands.find(({ name }) => name === named)
  return command === undefined || argv.length > 2 ? undefined : helpOfCommand(command)
}

function reportUsage(mistake: UsageMistake, argv: readonly string[], shell: Shell): number {
  const command = commandIn(argv)
  const lines = [mistake.message, ...(mistake.hint === undefined ? [] : [mistake.hint])]
  if (mistake.message.startsWith('Unknown command') && !argv.includes('--json'))
    shell.stdout.write(helpOfProgram(commands, globalFlags))
  else
    lines.push(`Run "compose ${command === undefined ? '' : `${command.name} `}--help" to see what there is.`)
  shell.stderr.write(`${lines.join('\n')}\n`)
  return exitCodes.usage
}
