import { resolve } from 'node:path'
import { OperationError } from '../../diagnostics/errors.ts'
import { own } from '../../units/own.ts'
import type { CacheOption } from './solve-request.ts'

/** "type=registry,ref=NAME,mode=max"; a name alone is an image of a registry. */
export function parseCacheOption(text: string): CacheOption {
  if (!text.includes('=')) return { type: 'registry', attributes: { ref: text } }
  const attributes: Record<string, string> = {}
  let type = 'registry'
  for (const [name, value] of fieldsOf(text)) {
    if (name === 'type') type = value
    else attributes[name] = value
  }
  return { type, attributes }
}

/** Separated by commas; a field in double quotes may hold commas. */
function fieldsOf(text: string): readonly (readonly [string, string])[] {
  const fields = text.match(/(?:"(?:[^"]|"")*"|[^,])+/g) ?? []
  return fields.map((field) => {
    const plain = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
    const at = plain.indexOf('=')
    return at === -1 ? [plain.trim(), ''] : [plain.slice(0, at).trim().toLowerCase(), plain.slice(at + 1)]
  })
}

export interface CachePlace {
  /** What paths are relative to. */
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
  readonly direction: 'from' | 'to'
}

/**
 * A cache with all that the builder needs to use it: whole paths, the addresses of GitHub's. Undefined where there is no such cache
 * here. Throws `OperationError` for what says too little.
 */
export function prepareCache(text: string, place: CachePlace): CacheOption | undefined {
  const option = parseCacheOption(text)
  if (option.type === 'gha') return githubCache(option, place)
  return option.type === 'local' ? localCache(option, place) : option
}

/** The attribute that has the directory of a local cache. */
export function directoryName(direction: CachePlace['direction']): 'src' | 'dest' {
  return direction === 'from' ? 'src' : 'dest'
}

function localCache({ type, attributes }: CacheOption, place: CachePlace): CacheOption {
  const name = directoryName(place.direction)
  const path = attributes[name] ?? ''
  if (path !== '') return { type, attributes: { ...attributes, [name]: resolve(place.directory, path) } }
  throw new OperationError('CMP504', `a local cache in cache_${place.direction} has no "${name}"`, {
    hint: `name its directory: type=local,${name}=DIRECTORY`,
  })
}

/** Jobs of GitHub are told where their cache is. */
function githubCache(
  { type, attributes }: CacheOption,
  { environment }: CachePlace,
): CacheOption | undefined {
  const isSecond = own(environment, 'ACTIONS_CACHE_SERVICE_V2') !== undefined
  const version = attributes['version'] ?? (isSecond ? '2' : '')
  const known = {
    token: own(environment, 'ACTIONS_RUNTIME_TOKEN'),
    url: own(environment, 'ACTIONS_CACHE_URL'),
    url_v2: version === '2' ? own(environment, 'ACTIONS_RESULTS_URL') : undefined,
    version,
  }
  const found = Object.entries(known).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  )
  const all = new Map([...found, ...Object.entries(attributes)])
  if (!all.has('token') || !(all.has('url') || all.has('url_v2'))) return undefined
  return { type, attributes: Object.fromEntries(all) }
}
