import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { OperationError } from '../../diagnostics/errors.ts'
import type { Path } from '../../document/path.ts'
import type { Origins } from '../../document/origins.ts'
import { EngineError } from '../../engine/errors.ts'
import type { EngineAction } from './actions.ts'

/** Turns why an action did not succeed into what a user can act on, with the place in the file that asked for it. */
export function explainFailure(error: unknown, action: EngineAction, origins: Origins): Diagnostic {
  if (error instanceof OperationError) return withPlace(error.toDiagnostic(), servicePath(action), origins)
  if (!(error instanceof EngineError)) throw error
  const message = engineSentence(error.message)
  const known = causes.find((cause) => cause.pattern.test(error.message))
  if (known !== undefined) {
    const { field, ...facts } = known.explain(message, action)
    const path = servicePath(action)
    return withPlace(
      { severity: 'error', ...facts },
      path !== undefined && field !== undefined ? [...path, field] : path,
      origins,
    )
  }
  const code = error.kind === 'unreachable' ? 'CMP411' : error.kind === 'denied' ? 'CMP414' : 'CMP402'
  return withPlace(
    { code, severity: 'error', message: `${subject(action)}: ${message}` },
    servicePath(action),
    origins,
  )
}

type Explained = Pick<Diagnostic, 'code' | 'message' | 'hint'> & { readonly field?: string }

interface Cause {
  readonly pattern: RegExp
  readonly explain: (message: string, action: EngineAction) => Explained
}

/** What engines say (Docker and Podman), and what it means. The first that matches counts. */
const causes: readonly Cause[] = [
  {
    pattern: /port is already allocated|address already in use/i,
    explain: (message, action) => ({
      code: 'CMP404',
      message: `${subject(action)}: port ${takenPort(message)} is already in use on this machine`,
      hint: 'end what uses it (compose ls -a and docker ps show containers), or publish another port',
      field: 'ports',
    }),
  },
  {
    pattern: /name .* is already in use/i,
    explain: (message, action) => ({
      code: 'CMP405',
      message: `the container name "${action.target.kind === 'container' ? action.target.name : ''}" is in use by a container that is not of this project`,
      hint: `remove or rename it (docker rename), or choose another project name (-p) or container_name. The engine says: ${message}`,
    }),
  },
  {
    pattern:
      /no such image|manifest unknown|pull access denied|repository does not exist|manifest for .* not found/i,
    explain: (_message, action) => ({
      code: 'CMP403',
      message: `image "${imageOf(action)}" was not found`,
      hint: 'check its name and tag; a private image needs "docker login" first',
      field: 'image',
    }),
  },
  {
    pattern:
      /no such host|dial tcp|i\/o timeout|TLS handshake|connection refused|server misbehaving|request canceled/i,
    explain: (message, action) => ({
      code: 'CMP403',
      message: `image "${imageOf(action)}" is not present, and its registry cannot be reached`,
      hint: `check the network and the name. The engine says: ${message}`,
      field: 'image',
    }),
  },
  {
    pattern:
      /executable file .* (not found|no such file)|exec format error|permission denied.*exec|exec:? .*not found/i,
    explain: (message, action) => ({
      code: 'CMP407',
      message: `${subject(action)} cannot start: ${message}`,
      hint: 'check "command" and "entrypoint" against the programs that the image holds',
      field: 'command',
    }),
  },
  {
    pattern: /bind source path does not exist/i,
    explain: (message, action) => ({
      code: 'CMP406',
      message: `${subject(action)}: ${message}`,
      hint: 'create the path, or set "create_host_path: true"',
      field: 'volumes',
    }),
  },
]

function imageOf(action: EngineAction): string {
  if (action.do === 'image.pull') return action.reference
  if (action.do === 'container.create' || action.do === 'container.replace') return action.create.body.Image
  return ''
}

function takenPort(message: string): string {
  return /((?:\d+\.){3}\d+:\d+|\[[0-9a-f:]*\]:\d+|:\d+)/i.exec(message)?.[1] ?? ''
}

function subject(action: EngineAction): string {
  const { target } = action
  return target.kind === 'container' ? `container ${target.name}` : `${target.kind} "${target.name}"`
}

/** One line, without the engine's own wrapping. */
function engineSentence(message: string): string {
  const flat = message.replaceAll(/\s+/g, ' ').trim()
  return flat
    .replace(/^Error response from daemon: /, '')
    .replace(/^failed to (?:create task|set up container networking).*?: /, '')
}

function servicePath(action: EngineAction): Path | undefined {
  const { target } = action
  switch (target.kind) {
    case 'container':
      return ['services', target.service]
    case 'network':
      return ['networks', target.key]
    case 'volume':
      return ['volumes', target.key]
    default:
      return undefined
  }
}

function withPlace(diagnostic: Diagnostic, path: Path | undefined, origins: Origins): Diagnostic {
  if (diagnostic.span !== undefined || path === undefined) return diagnostic
  const span = origins.of(path)?.span ?? origins.of(path.slice(0, 2))?.span
  return span === undefined ? diagnostic : { ...diagnostic, span }
}
