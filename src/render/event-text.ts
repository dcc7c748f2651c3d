import { goJson } from './go-json.ts'

export interface EventView {
  readonly action: string
  readonly id: string
  readonly service: string
  readonly attributes: Readonly<Record<string, string>>
  readonly timeNano: string
}

/** A line and an empty one, as Docker Compose writes them: local time with microseconds. */
export function formatEvent({ action, id, attributes, timeNano }: EventView): string {
  const { day, time, fraction } = momentOf(timeNano)
  const facts = Object.entries(attributes).map(([key, value]) => `${key}=${value}`)
  return `${day} ${time}.${fraction.slice(0, 6)} container ${action} ${id} (${facts.join(', ')})\n\n`
}

/** One object a line, with the keys Docker Compose prints. */
export function formatEventJson({ action, id, service, attributes, timeNano }: EventView): string {
  const { day, time, fraction, zone } = momentOf(timeNano)
  const digits = fraction.replace(/0+$/u, '')
  const text = `${day}T${time}${digits === '' ? '' : `.${digits}`}${zone}`
  return `${goJson({ action, attributes, id, service, time: text, type: 'container' })}\n`
}

const nanosPerSecond = 1_000_000_000n

function momentOf(timeNano: string) {
  const nano = BigInt(timeNano)
  const date = new Date(Number(nano / nanosPerSecond) * 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const offset = -date.getTimezoneOffset()
  const hours = two(Math.floor(Math.abs(offset) / 60))
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
    fraction: String(nano % nanosPerSecond).padStart(9, '0'),
    zone: offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${hours}:${two(Math.abs(offset) % 60)}`,
  }
}
