import { setTimeout as delay } from 'node:timers/promises'
import { listProjects } from '../../app/list-projects.ts'
import { containerNames, projectNames } from '../../app/name-lists.ts'
import type { CommandSpec, GlobalValues } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import { globalFlags } from '../flags/global.ts'
import { normaliseArguments } from '../normalise-arguments.ts'
import { parseLine } from '../parse.ts'
import { inSession, type Session } from '../session.ts'
import type { Shell } from '../shell.ts'
import { answerFor, answerText, directiveText } from './answer.ts'
import type { Wanted } from './wanted.ts'
import { whatComesNext } from './what-comes-next.ts'

/**
 * Answers a completion script: what may be typed in the place of the last word. It speaks the protocol of the docker CLI, which asks its
 * plugins this way.
 */
export async function complete(
  words: readonly string[],
  {
    shell,
    commands,
    summaries,
  }: {
    readonly shell: Shell
    readonly commands: readonly CommandSpec[]
    readonly summaries: boolean
  },
): Promise<number> {
  const before = words.slice(0, -1)
  const { wanted, typed, globals } = whatComesNext(before, words.at(-1) ?? '', commands)
  const names = needsNames(wanted) ? await namesFor(wanted, { shell, globals, commands }) : []
  const answer = answerFor(wanted, typed, names)
  shell.stdout.write(answerText(answer, summaries))
  shell.stderr.write(directiveText(answer.directive))
  return exitCodes.done
}

function needsNames({ kind }: Wanted): boolean {
  return kind === 'services' || kind === 'profiles' || kind === 'projects' || kind === 'containers'
}

/** An engine that does not answer is not worth waiting for while somebody types. */
const patienceMs = 2000

interface NamesRequest {
  readonly shell: Shell
  readonly globals: readonly string[]
  readonly commands: readonly CommandSpec[]
}

/** Empty where they cannot be found out, whatever the reason. */
async function namesFor(wanted: Wanted, request: NamesRequest): Promise<readonly string[]> {
  const globals = readGlobals(request)
  if (globals === undefined) return []
  const found: { names: readonly string[] } = { names: [] }
  const looked = inSession({ globals, shell: silent(request.shell) }, async (session) => {
    found.names = await lookUp(wanted, session)
    return { kind: 'done' }
  })
  await Promise.race([looked.catch(() => undefined), delay(patienceMs, undefined, { ref: false })])
  return found.names
}

async function lookUp(wanted: Wanted, { surroundings, loadRequest }: Session): Promise<readonly string[]> {
  if (wanted.kind === 'projects')
    return (await listProjects(surroundings, { all: true })).map(({ name }) => name)
  if (wanted.kind === 'containers') return containerNames(surroundings)
  const names = await projectNames(surroundings, loadRequest)
  return wanted.kind === 'profiles' ? names.profiles : names.services
}

function readGlobals({ globals, commands }: NamesRequest): GlobalValues | undefined {
  try {
    const line = parseLine(normaliseArguments([...globals, 'version'], globalFlags, commands), commands)
    return line.kind === 'command' ? line.globals : undefined
  } catch {
    return undefined
  }
}

function silent(shell: Shell): Shell {
  return { ...shell, stderr: { write: () => true, once: () => undefined, off: () => undefined } }
}
