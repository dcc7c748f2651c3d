import { readFileSync, statSync } from 'node:fs'
import { OperationError } from '../diagnostics/errors.ts'
import { own } from '../units/own.ts'
import { UnusableKey } from './ssh/openssh-key.ts'
import { readPrivateKey } from './ssh/private-key.ts'
import type { AgentKey } from './ssh/private-key.ts'

/** Who signs for a build: an agent that runs here, or private keys of which we make one. */
export type AgentSource =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'keys'; readonly paths: readonly string[]; readonly keys: readonly AgentKey[] }

/** The agents that a build may use, by id: "default", "ID=SOCKET", "ID=KEY,KEY". Throws `OperationError` for what is none. */
export function agentsOf(
  entries: readonly string[],
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, AgentSource>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=')
      const id = at === -1 ? entry : entry.slice(0, at)
      const paths = at === -1 ? [] : entry.slice(at + 1).split(',')
      const given = paths.filter((path) => path !== '')
      return [id, given.length === 0 ? usualAgent(id, environment) : agentAt(id, given)]
    }),
  )
}

function usualAgent(id: string, environment: Readonly<Record<string, string>>): AgentSource {
  const path = own(environment, 'SSH_AUTH_SOCK') ?? ''
  if (path !== '') return { kind: 'socket', path }
  throw new OperationError(
    'CMP504',
    `the build asks for the ssh agent "${id}", and SSH_AUTH_SOCK is not set`,
    {
      hint: 'start an agent (eval "$(ssh-agent)"; ssh-add), or name its socket or a private key: ID=PATH',
    },
  )
}

function agentAt(id: string, paths: readonly string[]): AgentSource {
  const sockets = paths.filter((path) => isSocket(id, path))
  const [path = ''] = sockets
  if (sockets.length === 0) return { kind: 'keys', paths, keys: paths.map((key) => keyAt(id, key)) }
  if (paths.length === 1) return { kind: 'socket', path }
  throw new OperationError('CMP504', `the ssh entry "${id}" names the socket of an agent beside others`, {
    hint: 'name one socket, or only private keys',
  })
}

function isSocket(id: string, path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined) return found.isSocket()
  throw new OperationError('CMP504', `the ssh entry "${id}" names what is not there: ${path}`, {
    hint: 'name the socket of an agent, or a private key',
  })
}

function keyAt(id: string, path: string): AgentKey {
  try {
    return readPrivateKey(readFileSync(path, 'utf8'))
  } catch (error) {
    const isKnown = error instanceof UnusableKey
    const why = isKnown ? error.message : `cannot be read (${String(error)})`
    throw new OperationError('CMP504', `the private key of the ssh entry "${id}" ${why}: ${path}`, {
      hint: 'load the key into an agent with ssh-add, and name the agent: default, or ID=SOCKET',
      cause: error,
    })
  }
}
