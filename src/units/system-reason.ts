import { getSystemErrorMap } from 'node:util'

/** Why the operating system refused something, in its words but without the name of the call: `permission denied`. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, errno } = Object.assign<{ code?: unknown; errno?: unknown }, Error>({}, error)
  if (code === 'EISDIR') return 'it is a folder'
  const known = typeof errno === 'number' ? getSystemErrorMap().get(errno)?.[1] : undefined
  return known ?? (typeof code === 'string' ? code : error.message)
}
