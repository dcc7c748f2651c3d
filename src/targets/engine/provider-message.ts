import { jsonOf, recordOf } from '../../units/record.ts'

/** One line that a provider writes. */
export type ProviderMessage =
  | { readonly type: 'info' | 'debug' | 'error'; readonly text: string }
  | { readonly type: 'setenv' | 'rawsetenv'; readonly name: string; readonly value: string }
  | { readonly type: 'unknown'; readonly why: string }

/** Reads a line of a provider: JSON with a type and a message. Section 4.9, providers. */
export function readProviderMessage(line: string): ProviderMessage {
  const fields = recordOf(jsonOf(line))
  if (fields === undefined) return { type: 'unknown', why: 'it is no JSON object' }
  const { type, message } = fields
  const text = typeof message === 'string' ? message : ''
  switch (type) {
    case 'info':
    case 'debug':
    case 'error':
      return { type, text }
    case 'setenv':
    case 'rawsetenv':
      return variable(type, text)
    default:
      return { type: 'unknown', why: `its type is ${JSON.stringify(type) ?? 'missing'}` }
  }
}

function variable(type: 'setenv' | 'rawsetenv', text: string): ProviderMessage {
  const at = text.indexOf('=')
  if (at <= 0) return { type: 'unknown', why: `${type} needs NAME=VALUE` }
  return { type, name: text.slice(0, at), value: text.slice(at + 1) }
}
