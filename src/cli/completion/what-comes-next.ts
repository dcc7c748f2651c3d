import { codes } from '../../diagnostics/codes.ts'
import type { CommandSpec } from '../command-spec.ts'
import type { FlagSpec } from '../flag-spec.ts'
import { readLine, type LineSoFar } from './read-line.ts'
import type { Candidate, Wanted } from './wanted.ts'

export interface Next {
  readonly wanted: Wanted
  /** Begins what is wanted: all of the word, or what is behind its `=`. */
  readonly typed: string
  /** Flags before the command's name: they say which project. */
  readonly globals: readonly string[]
}

/** What may be typed in the place of `word`, after the words before it. */
export function whatComesNext(
  before: readonly string[],
  word: string,
  commands: readonly CommandSpec[],
): Next {
  const line = readLine(before, commands)
  const { globals, awaited, onlyOperands } = line
  if (awaited !== undefined) {
    const complete = line.command === undefined ? globals.slice(0, -1) : globals
    return { wanted: valueOf(awaited), typed: word, globals: complete }
  }
  if (word.startsWith('-') && !onlyOperands) return { ...flagOrValue(line, word), globals }
  if (line.command === undefined || line.isHelp)
    return { wanted: { kind: 'values', values: namesOf(commands, line) }, typed: word, globals }
  return { wanted: operandOf(line.command, line.operands, word), typed: word, globals }
}

function namesOf(commands: readonly CommandSpec[], { isHelp, command }: LineSoFar): readonly Candidate[] {
  if (isHelp && command !== undefined) return []
  return commands.map(({ name, summary }) => ({ value: name, summary }))
}

function flagOrValue({ flags, given }: LineSoFar, word: string): Pick<Next, 'wanted' | 'typed'> {
  const [name = '', ...value] = word.split('=')
  const flag = flags.find(({ long }) => name === `--${long}`)
  if (value.length > 0)
    return { wanted: flag === undefined ? { kind: 'nothing' } : valueOf(flag), typed: value.join('=') }
  const open = flags.filter((one) => one.hidden !== true && (one.kind === 'list' || !given.has(one)))
  const values = open.flatMap(({ long, short, summary }) => [
    { value: `--${long}`, summary },
    ...(short === undefined ? [] : [{ value: `-${short}`, summary }]),
  ])
  return { wanted: { kind: 'values', values }, typed: word }
}

const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']
const signals = ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2']

function valueOf(flag: FlagSpec): Wanted {
  if (flag.kind === 'switch') return values(['true', 'false'])
  if (flag.kind === 'choice') return values(flag.choices)
  if (flag.value === 'PATH') return { kind: pathOf(flag) }
  if (flag.value === 'SERVICE' || flag.value === 'SERVICES') return { kind: 'services' }
  if (flag.value === 'SERVICE=N') return { kind: 'services', suffix: '=' }
  if (flag.value === 'STATUS') return values(states)
  if (flag.value === 'SIGNAL') return values(signals)
  if (flag.long === 'profile') return { kind: 'profiles' }
  if (flag.long === 'project-name') return { kind: 'projects' }
  return { kind: 'nothing' }
}

function values(texts: readonly string[]): Wanted {
  return { kind: 'values', values: texts.map((value) => ({ value })) }
}

function pathOf({ long }: FlagSpec): 'files' | 'Compose files' | 'folders' {
  if (long === 'project-directory' || long === 'workdir' || long === 'config') return 'folders'
  return long === 'file' ? 'Compose files' : 'files'
}

function codeCandidates(): readonly Candidate[] {
  return Object.entries(codes).map(([value, summary]) => ({ value, summary }))
}

/** By the usage line: "SERVICE COMMAND [ARGS...]". */
function operandOf(command: CommandSpec, given: readonly string[], word: string): Wanted {
  const terms = (command.operands ?? '').split(' ').filter((term) => term !== '')
  const term = terms[given.length] ?? (terms.at(-1)?.includes('...') === true ? terms.at(-1) : undefined)
  const [name = ''] = /^\[?[^[\].|]+/u.exec(term ?? '') ?? []
  const bare = name.replace('[', '')
  if (bare === 'SERVICE=N') return { kind: 'services', suffix: '=' }
  if (bare === 'SERVICE') return { kind: 'services', except: given }
  if (command.name === 'cp' && given.length < 2)
    return word.includes(':') ? { kind: 'nothing' } : { kind: 'services', suffix: ':' }
  if (bare === 'CONTAINER') return { kind: 'containers' }
  if (bare === 'CODE') return { kind: 'values', values: codeCandidates() }
  if (bare === 'SHELL') return values(['bash', 'fish', 'zsh'])
  if (bare !== '' && bare === bare.toLowerCase()) return values([bare])
  return { kind: command.passThrough === true ? 'files' : 'nothing' }
}
