import type { EnvironmentMap } from '../../model/common.ts'

/** A name alone unsets the variable that the image sets. */
export function environmentLines(environment: EnvironmentMap): readonly string[] {
  return Object.entries(environment).map(([name, value]) => (value === null ? name : `${name}=${value}`))
}

/** Fields that are left out where they say nothing. */
export type Sparse<T> = Readonly<Writable<T>>

type Writable<T> = Partial<{ -readonly [Key in keyof T]: Exclude<T[Key], undefined> }>

/** The fields that say something: absent, empty and zero ones are the engine's defaults, and leaving them out means the same. */
export function withoutZeros<T extends Readonly<Record<string, unknown>>>(fields: T): Sparse<T> {
  const kept: Writable<T> = {}
  for (const key in fields) {
    const value = fields[key]
    if (says(value)) kept[key] = value
  }
  return kept
}

function says<T>(value: T): value is Exclude<T, undefined> {
  if (value === undefined || value === '' || value === 0 || value === false) return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || value === null || Object.keys(value).length > 0
}
