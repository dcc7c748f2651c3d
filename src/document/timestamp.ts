interface Moment {
  readonly date: Date
  /** Minutes east of UTC. */
  readonly offset: number
  /** Up to nine digits, without trailing zeros. */
  readonly fraction: string
}

const SHAPE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(?:(Z)|([+-])(\d\d):(\d\d))?)?$/

/** A time as Go prints it, `2001-12-14 00:00:00 +0000 UTC`, and as YAML and JSON have it, `2001-12-14T00:00:00Z`. */
export interface Timestamp {
  readonly text: string
  readonly standard: string
}

/**
 * Reads a plain scalar that go-yaml takes for a time (`2001-12-14`, `2001-12-14T21:59:43Z`). `undefined` for anything else.
 */
export function resolveTimestamp(text: string): Timestamp | undefined {
  const match = SHAPE.exec(text)
  const moment = match === null ? undefined : momentOf(match)
  return moment === undefined ? undefined : { text: formatMoment(moment), standard: formatStandard(moment) }
}

function momentOf(match: RegExpExecArray): Moment | undefined {
  const [
    ,
    year,
    month,
    day,
    separator,
    hour = 0,
    minute = 0,
    second = 0,
    fraction = '',
    zulu,
    sign,
    east,
    rest,
  ] = match
  const hasZone = zulu !== undefined || sign !== undefined
  // A zone is required after "T" and not understood after a space.
  if (separator !== undefined && hasZone === (separator === ' ')) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (Number(east ?? 0) > 24 || Number(rest ?? 0) > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined
  const magnitude = Number(east ?? 0) * 60 + Number(rest ?? 0)
  const shown = fraction.slice(0, 9).replace(/0+$/, '')
  return { date, offset: sign === '-' ? -magnitude : magnitude, fraction: shown }
}

function formatMoment({ date, offset, fraction }: Moment): string {
  const seconds = formatClock(date, fraction).replace('T', ' ')
  if (offset === 0) return `${seconds} +0000 UTC`
  const zone = formatZone(offset, '')
  return `${seconds} ${zone} ${zone}`
}

/** As RFC 3339 has it. */
function formatStandard({ date, offset, fraction }: Moment): string {
  return `${formatClock(date, fraction)}${offset === 0 ? 'Z' : formatZone(offset, ':')}`
}

function formatClock(date: Date, fraction: string): string {
  const clock = date.toISOString().slice(0, 19)
  return fraction === '' ? clock : `${clock}.${fraction}`
}

function formatZone(offset: number, separator: string): string {
  const magnitude = Math.abs(offset)
  const parts = [Math.floor(magnitude / 60), magnitude % 60].map((part) => String(part).padStart(2, '0'))
  return `${offset < 0 ? '-' : '+'}${parts.join(separator)}`
}
