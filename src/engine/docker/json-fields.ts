/** Readers for JSON whose shape is known but not trusted: engines differ in what they leave out, and write null for "none". */
export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Undefined for the empty text too, which is how engines say "none". */
export function someText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

export function someNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string')
}

/** A map of texts; other values become text, as engines write numbers and booleans in labels now and then. */
export function textMapOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).flatMap(([key, entry]) => {
      const isScalar = typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean'
      return isScalar ? [[key, String(entry)]] : []
    }),
  )
}
