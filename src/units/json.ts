/** Plain JSON data. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Text that is known to be JSON, as data. */
export function parseJson(text: string): Json {
  const parsed: Json = JSON.parse(text)
  return parsed
}
