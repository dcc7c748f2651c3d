import type { StringLists } from '../../model/common.ts'
import { jsonOf, recordOf } from '../../units/record.ts'

export type ProviderCommand = 'up' | 'down' | 'stop'

interface Parameter {
  readonly name: string
  readonly required: boolean
}

/** What a provider says of itself: the options that each of its commands knows. */
export type ProviderMetadata = Readonly<Partial<Record<ProviderCommand, readonly Parameter[]>>>

/** Reads the answer to `compose metadata`; undefined where it is none, as providers need not have it. */
export function readProviderMetadata(text: string): ProviderMetadata | undefined {
  const fields = recordOf(jsonOf(text))
  if (fields === undefined) return undefined
  const commands = (['up', 'down', 'stop'] as const).flatMap((command) => {
    const described = recordOf(fields[command])
    return described === undefined ? [] : [[command, parametersOf(described['parameters'])] as const]
  })
  return commands.length === 0 ? undefined : Object.fromEntries(commands)
}

/** The options for a command: all of them where the provider says nothing of itself, else those it knows. */
export function optionsFor(
  command: ProviderCommand,
  options: StringLists,
  metadata: ProviderMetadata | undefined,
): readonly string[] {
  const known =
    metadata === undefined ? undefined : new Set((metadata[command] ?? []).map(({ name }) => name))
  return Object.entries(options)
    .filter(([name]) => known === undefined || known.has(name))
    .flatMap(([name, values]) => values.map((value) => `--${name}=${value}`))
}

/** The required options of a command that are not given. */
export function missingOptions(
  command: ProviderCommand,
  options: StringLists,
  metadata: ProviderMetadata | undefined,
): readonly string[] {
  return (metadata?.[command] ?? [])
    .filter(({ name, required }) => required && !Object.hasOwn(options, name))
    .map(({ name }) => name)
}

function parametersOf(value: unknown): readonly Parameter[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    const { name, required } = recordOf(entry) ?? {}
    return typeof name === 'string' ? [{ name, required: required === true }] : []
  })
}
