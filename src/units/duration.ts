const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  // Two characters look like "µ".
  '\u00B5s': 1e3,
  '\u03BCs': 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 24 * 3600e9,
  w: 7 * 24 * 3600e9,
}

const WHOLE = /^([-+]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|\u00B5s|\u03BCs|ms|s|m|h|d|w))+)$/
const PART = /(\d*)\.?(\d*)([^\d.]+)/g

/** Nanoseconds of a duration such as `1m30s`, `1.5h` or `2d` (as in Go, with days and weeks); `undefined` when it is none. */
export function parseDuration(text: string): bigint | undefined {
  if (text === '0') return 0n
  const match = WHOLE.exec(text)
  if (match === null) return undefined
  const [, sign, parts = ''] = match
  let magnitude = 0n
  for (const [, whole = '', fraction = '', unit = ''] of parts.matchAll(PART)) {
    magnitude += nanoseconds(whole, fraction.slice(0, 18), NANOSECONDS[unit] ?? 0)
  }
  if (magnitude >= 2n ** 63n) return undefined
  return sign === '-' ? -magnitude : magnitude
}

/** Go's own form of a duration given in nanoseconds: `1m30s`, `1.5s`, `100ms`, `24h0m0s`. */
export function formatDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : ''
  const magnitude = nanoseconds < 0n ? -nanoseconds : nanoseconds
  if (magnitude === 0n) return '0s'
  if (magnitude < 1_000n) return `${sign}${magnitude}ns`
  if (magnitude < 1_000_000n) return `${sign}${decimal(magnitude, 3)}\u00B5s`
  if (magnitude < 1_000_000_000n) return `${sign}${decimal(magnitude, 6)}ms`
  const minutes = magnitude / 60_000_000_000n
  const seconds = decimal(magnitude % 60_000_000_000n, 9)
  if (minutes === 0n) return `${sign}${seconds}s`
  return `${sign}${minutes < 60n ? '' : `${minutes / 60n}h`}${minutes % 60n}m${seconds}s`
}

/** A duration in Go's own form, or `undefined` when the text is none. */
export function canonicalDuration(text: string): string | undefined {
  const parsed = parseDuration(text)
  return parsed === undefined ? undefined : formatDuration(parsed)
}

/** The fraction as Go computes it, in floating point. */
function nanoseconds(whole: string, fraction: string, unit: number): bigint {
  const part = Math.trunc(Number(fraction) * (unit / 10 ** fraction.length))
  return BigInt(whole) * BigInt(unit) + BigInt(part)
}

/** `value` divided by a power of ten, without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const scale = 10n ** BigInt(places)
  const fraction = String(value % scale)
    .padStart(places, '0')
    .replace(/0+$/, '')
  return fraction === '' ? String(value / scale) : `${value / scale}.${fraction}`
}
