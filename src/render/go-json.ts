import type { Json } from '../units/json.ts'

/** JSON as Go writes it: without spaces, and with `<`, `>`, `&` and the line separators escaped. */
export function goJson(value: Json): string {
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
