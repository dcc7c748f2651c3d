import { EngineError } from './errors.ts'

const unitsInMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/**
 * A moment as users write it (Unix seconds with decimals, a duration before now, RFC 3339 with as many parts as wanted; without a zone
 * it is local time) as the engine takes it: Unix seconds with nine decimals, so that no digit is lost on the way.
 * Throws `EngineError` of kind `invalid` for anything else.
 */
export function resolvePointInTime(text: string, nowMs: number): string {
  if (/^\d+$/.test(text)) return text
  const unix = /^(\d+)\.(\d{1,9})$/.exec(text)
  if (unix !== null) return `${unix[1]}.${unix[2]?.padEnd(9, '0')}`
  return beforeNow(text, nowMs) ?? calendarMoment(text)
}

function beforeNow(text: string, nowMs: number): string | undefined {
  if (!/^-?(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined
  const backwards = text.startsWith('-') ? -1 : 1
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)]
  const durationMs = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitsInMs[unit ?? ''] ?? 0),
    0,
  )
  return unixSeconds(nowMs - backwards * durationMs, '')
}

const calendarPattern =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?(Z|[+-]\d\d:?\d\d)?$/

function calendarMoment(text: string): string {
  const [, day, hour = '00', minute = '00', second = '00', fraction = '', zone = ''] =
    calendarPattern.exec(text) ?? []
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${hour}:${minute}:${second}${zone}`)
  if (Number.isNaN(ms)) {
    throw new EngineError(
      'invalid',
      `"${text}" is not a time: write "10m", "2026-01-31T12:00:00" or Unix seconds`,
    )
  }
  return unixSeconds(ms, fraction)
}

/** Written as text: a number cannot hold seconds since 1970 and nanoseconds. `fraction` is below the second, if known apart. */
function unixSeconds(ms: number, fraction: string): string {
  const seconds = Math.floor(ms / 1000)
  const digits = fraction === '' ? String(Math.floor(ms - seconds * 1000)).padStart(3, '0') : fraction
  return `${seconds}.${digits.padEnd(9, '0')}`
}
