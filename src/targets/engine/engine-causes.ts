import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { EngineAction } from './actions.ts'
import { refusals } from './engine-refusals.ts'
import type { Refusal } from './refusal.ts'

interface Explained extends Pick<Diagnostic, 'code' | 'message' | 'hint' | 'details'> {
  /** Of the service, network or volume; the first that the file has is shown. */
  readonly fields?: readonly string[]
  /** It is about the state of things: no place in the file is its cause. */
  readonly placeless?: true
}

export interface EngineCause {
  readonly pattern: RegExp
  /** The actions in which the engine means this by it. */
  readonly verbs: RegExp
  readonly explain: (message: string, action: EngineAction) => Explained
}

/** Those whose explanation is made of more than its words. */
const ownCauses: readonly EngineCause[] = [
  {
    pattern: /already paused/i,
    verbs: /^container\.pause/,
    explain: (_message, action) => ({
      code: 'CMP415',
      message: `${subjectOf(action)} is already paused`,
      placeless: true,
    }),
  },
  {
    pattern: /is not paused/i,
    verbs: /^container\.unpause/,
    explain: (_message, action) => ({
      code: 'CMP415',
      message: `${subjectOf(action)} is not paused`,
      placeless: true,
    }),
  },
  {
    pattern: /cannot start a paused container|must be in created or stopped state to be started/i,
    verbs: /^container\.start/,
    explain: (_message, action) => ({
      code: 'CMP415',
      message: `${subjectOf(action)} is paused`,
      hint: '"compose unpause" lets it go on',
      placeless: true,
    }),
  },
  {
    pattern: /aardvark-dns/,
    verbs: /^container\.(?:re)?start/,
    explain: (message, action) => ({
      code: 'CMP416',
      message: `${subjectOf(action)}: the name server of Podman could not serve its network: ${message}`,
      hint: 'try again; if it stays so, Podman kept entries of networks that are gone: end its containers and remove /run/containers/networks',
      placeless: true,
    }),
  },
  {
    pattern: /port is already allocated|(?:bind|listen|port).*address already in use/i,
    verbs: /^container\.(?:re)?start/,
    explain: (message, action) => ({
      code: 'CMP404',
      message: `${subjectOf(action)}: ${takenPort(message)} is already in use on this machine`,
      hint: 'end what uses it, or publish another port ("docker ps" shows what containers publish)',
      fields: ['ports'],
    }),
  },
  {
    pattern: /does not exist locally|no such image|not known locally|image not known/i,
    verbs: /^image\.push/,
    explain: (_message, action) => ({
      code: 'CMP403',
      message: `image "${imageOf(action)}" is not there to be pushed`,
      hint: `build it first: compose build${action.do === 'image.push' ? ` ${action.service}` : ''}`,
      fields: ['image'],
    }),
  },
  {
    pattern: /no matching manifest for|does not (?:provide|match) the specified platform/i,
    verbs: /^image\.pull|^container\.(create|replace)/,
    explain: (message, action) => ({
      code: 'CMP403',
      message: `image "${imageOf(action)}" has nothing for the platform${wantedPlatform(message, action)}`,
      hint: 'change "platform" of the service, or the image',
      fields: ['platform', 'image'],
    }),
  },
  {
    pattern:
      /no such image|manifest unknown|pull access denied|repository does not exist|manifest for .* not found/i,
    verbs: /^image\.pull|^container\.(create|replace)/,
    explain: (_message, action) => ({
      code: 'CMP403',
      message: `image "${imageOf(action)}" was not found`,
      hint:
        action.do === 'image.pull' && action.buildable === true
          ? `build it: compose build ${action.service}`
          : 'check its name and tag; a private image needs "docker login" first',
      fields: ['image'],
    }),
  },
  {
    pattern:
      /no such host|dial tcp|i\/o timeout|TLS handshake|connection refused|server misbehaving|request canceled/i,
    verbs: /^image\.(?:pull|push)/,
    explain: (message, action) => ({
      code: 'CMP403',
      message: `image "${imageOf(action)}" cannot be ${action.do === 'image.push' ? 'pushed' : 'pulled'}: its registry cannot be reached`,
      hint: `check the network and the name of the image. The engine says: ${message}`,
      fields: ['image'],
    }),
  },
  {
    pattern:
      /executable file .*not found|no such file or directory.*exec|exec format error|permission denied.*exec|exec:? .*(?:not found|no such file|permission denied|is a directory)/i,
    verbs: /^container\.(?:re)?start/,
    explain: (message, action) => ({
      code: 'CMP407',
      message: `${subjectOf(action)} cannot start: ${programProblem(message)}`,
      hint: 'check "command" and "entrypoint" against the programs in the image',
      details: engineWords(message),
      fields: ['command', 'entrypoint'],
    }),
  },
  {
    pattern: /bind source path does not exist/i,
    verbs: /^container\./,
    explain: (message, action) => ({
      code: 'CMP406',
      message: `${subjectOf(action)}: ${message}`,
      hint: 'create the path, or set "create_host_path: true"',
      fields: ['volumes'],
    }),
  },
]

/** What engines say (Docker and Podman), and what it means. The first that matches counts. */
export const engineCauses: readonly EngineCause[] = [...ownCauses, ...refusals.map(causeOf)]

function causeOf({ pattern, verbs, code, says, cure, fields }: Refusal): EngineCause {
  return {
    pattern,
    verbs,
    explain: (message, action) => ({
      code,
      message: `${subjectOf(action)}: ${says}`,
      hint: cure,
      details: engineWords(message),
      fields,
    }),
  }
}

function engineWords(message: string): NonNullable<Diagnostic['details']> {
  return [{ title: 'the engine says', lines: [message] }]
}

/** Of the program of a container, in the same words whatever the engine. */
function programProblem(message: string): string {
  const name = /exec:? "?([^":]+)"?/u.exec(message)?.[1]
  const program = name === undefined ? 'its program' : `"${name}"`
  if (/exec format error/i.test(message))
    return `${program} is not for this processor, or is a script without "#!"`
  if (/is a directory/i.test(message)) return `${program} is a folder`
  if (/permission denied/i.test(message)) return `${program} is not executable`
  return `${program} was not found in the image`
}

export function subjectOf({ target }: EngineAction): string {
  return target.kind === 'container' ? `container ${target.name}` : `${target.kind} "${target.name}"`
}

function imageOf(action: EngineAction): string {
  if (action.do === 'image.pull' || action.do === 'image.push') return action.reference
  return action.do === 'container.create' || action.do === 'container.replace' ? action.create.body.Image : ''
}

/** Of the action, or else as the engine names it. */
function wantedPlatform(message: string, action: EngineAction): string {
  const told = /no matching manifest for ([\w/.-]+)|specified platform \(([\w/.-]+)\)/i.exec(message)
  const wanted = action.do === 'image.pull' ? action.platform : undefined
  const platform = wanted ?? told?.[1] ?? told?.[2]
  return platform === undefined ? '' : ` ${platform}`
}

function takenPort(message: string): string {
  const port = /(?:(?:\d+\.){3}\d+|\[[0-9a-f:]*\])?:\d+/i.exec(message)?.[0]
  return port === undefined ? 'a published port' : `port ${port}`
}
