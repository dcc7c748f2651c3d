import { OperationError } from '../../diagnostics/errors.ts'
import type { Progress } from '../../events/run-event.ts'
import type { ProgramEnd, Programs } from '../../events/programs.ts'
import type { Performed } from '../../execute/execute.ts'
import type { EnvironmentMap } from '../../model/common.ts'
import type { ActionOf } from './intent.ts'
import { readProviderMessage, type ProviderMessage } from './provider-message.ts'
import {
  missingOptions,
  optionsFor,
  readProviderMetadata,
  type ProviderMetadata,
} from './provider-metadata.ts'

type Providing = ActionOf<'provider.up' | 'provider.down' | 'provider.stop'>

/** What programs are run with, and who is told what they give. */
export interface ProgramContext {
  readonly programs: Programs
  readonly project: {
    readonly name: string
    readonly workingDirectory: string
    readonly environment: Readonly<Record<string, string>>
  }
  /** Variables for a service that needs the provider or model. */
  readonly onVariables: (service: string, variables: EnvironmentMap) => void
}

/**
 * Has the provider of a service make, remove or stop what it stands for: `PROGRAM compose --project-name=P up [--option=value] SERVICE`.
 * What it says on the way is progress; the variables that it sets go to the services that depend on it. Rejects with its own words
 * where it fails. Section 4.9, providers.
 */
export async function runProvider(
  context: ProgramContext,
  action: Providing,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (progress: Progress) => void },
): Promise<Performed> {
  const path = await providerPath(context.programs, action)
  const metadata = await metadataOf(context, path, signal)
  const command = commands[action.do]
  if (command === 'stop' && metadata?.stop === undefined) return { outcome: 'skipped' }
  refuseMissing(action, metadata)
  const messages: ProviderMessage[] = []
  const onLine = (line: string): void => {
    if (line.trim() === '') return
    const message = readProviderMessage(line)
    if (message.type === 'info') progress({ done: 0, text: message.text })
    messages.push(message)
  }
  const args = ['compose', `--project-name=${context.project.name}`, command]
  const end = await context.programs.run(
    { ...callOf(context, path), args: [...args, ...optionsOf(action, metadata), action.service], onLine },
    signal,
  )
  refuseFailure(action, messages, end)
  if (action.do === 'provider.up') hand(context, action, messages)
  return {}
}

const commands = { 'provider.up': 'up', 'provider.down': 'down', 'provider.stop': 'stop' } as const

async function providerPath(programs: Programs, { provider, service }: Providing): Promise<string> {
  const path = await programs.find(provider, { pluginOnly: false })
  if (path !== undefined) return path
  throw noProvider({ provider, service })
}

export function noProvider({ provider, service }: Pick<Providing, 'provider' | 'service'>): OperationError {
  return new OperationError('CMP424', `the provider "${provider}" of service "${service}" is not installed`, {
    hint: `put a program "${provider}" on the search path, or docker-${provider} among the plugins of docker`,
  })
}

/** Providers need not say anything of themselves. */
async function metadataOf(
  context: ProgramContext,
  path: string,
  signal: AbortSignal,
): Promise<ProviderMetadata | undefined> {
  const lines: string[] = []
  const { code } = await context.programs.run(
    { ...callOf(context, path), args: ['compose', 'metadata'], onLine: (line) => lines.push(line) },
    signal,
  )
  return code === 0 ? readProviderMetadata(lines.join('\n')) : undefined
}

/** Programs see what interpolation saw, and the name of the project. */
export function callOf(
  { project }: ProgramContext,
  path: string,
): {
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
  readonly directory: string
} {
  const environment = { ...project.environment, COMPOSE_PROJECT_NAME: project.name }
  return { path, environment, directory: project.workingDirectory }
}

function optionsOf(action: Providing, metadata: ProviderMetadata | undefined): readonly string[] {
  return optionsFor(commands[action.do], action.options, metadata)
}

function refuseMissing(action: Providing, metadata: ProviderMetadata | undefined): void {
  const missing = missingOptions(commands[action.do], action.options, metadata)
  if (missing.length === 0) return
  const names = missing.map((name) => `"${name}"`).join(', ')
  const what = missing.length === 1 ? `the option ${names}` : `the options ${names}`
  throw new OperationError(
    'CMP424',
    `the provider "${action.provider}" of service "${action.service}" needs ${what}`,
    { hint: 'set it below provider.options' },
  )
}

function refuseFailure(action: Providing, messages: readonly ProviderMessage[], end: ProgramEnd): void {
  const who = `the provider "${action.provider}" of service "${action.service}"`
  const details = end.errors.length === 0 ? {} : { details: [{ title: 'last output', lines: end.errors }] }
  for (const message of messages) {
    if (message.type === 'error')
      throw new OperationError('CMP424', `${who} failed: ${message.text}`, details)
  }
  const unknown = messages.find((message) => message.type === 'unknown')
  if (unknown !== undefined)
    throw new OperationError('CMP424', `${who} wrote a line that is no message: ${unknown.why}`, details)
  if (end.code === 0) return
  const how = end.code === undefined ? 'was ended by a signal' : `exited with status ${end.code}`
  throw new OperationError('CMP424', `${who} ${how}`, details)
}

/** `setenv KEY=VALUE` gives dependents `SERVICE_KEY`, `rawsetenv` gives `KEY` itself. */
function hand(
  { onVariables }: ProgramContext,
  { service, dependents }: ActionOf<'provider.up'>,
  messages: readonly ProviderMessage[],
): void {
  const variables = messages.flatMap((message) => {
    if (message.type === 'setenv') return [[`${service.toUpperCase()}_${message.name}`, message.value]]
    return message.type === 'rawsetenv' ? [[message.name, message.value]] : []
  })
  for (const dependent of dependents) onVariables(dependent, Object.fromEntries(variables))
}
