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
