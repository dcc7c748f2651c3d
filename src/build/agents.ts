import { statSync } from 'node:fs'
import { OperationError } from '../diagnostics/errors.ts'
import { own } from '../units/own.ts'

/** The sockets of the agents that a build may use, by id: "default", "ID=PATH". Throws `OperationError` for what is none. */
export function agentsOf(
  entries: readonly string[],
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=')
      const id = at === -1 ? entry : entry.slice(0, at)
      const path = at === -1 ? '' : entry.slice(at + 1)
      return [id, path === '' ? usualAgent(id, environment) : socketAt(id, path)]
    }),
  )
}

function usualAgent(id: string, environment: Readonly<Record<string, string>>): string {
  const path = own(environment, 'SSH_AUTH_SOCK') ?? ''
  if (path !== '') return path
  throw new OperationError(
    'CMP504',
    `the build asks for the ssh agent "${id}", and SSH_AUTH_SOCK is not set`,
    {
      hint: 'start an agent (eval "$(ssh-agent)"; ssh-add), or name its socket: ID=PATH',
    },
  )
}

function socketAt(id: string, path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isSocket() === true) return path
  const message =
    found === undefined
      ? `the ssh agent "${id}" has no socket at ${path}`
      : `"${path}" of the ssh entry "${id}" is not the socket of an agent`
  const hint =
    'load the key into an agent with ssh-add, and name the agent: private keys are not read by builds'
  throw new OperationError('CMP504', message, { hint })
}
