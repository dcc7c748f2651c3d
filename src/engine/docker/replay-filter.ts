import type { EngineEvent } from '../engine.ts'

/** Tells events seen before a connection was lost from new ones. */
export interface ReplayFilter {
  /** True once for each event. */
  isNew(event: EngineEvent): boolean
  /** The moment to read on from, in Unix seconds with nine decimals; undefined when nothing was seen. */
  resumeFrom(): string | undefined
}

/**
 * Engines stamp an event before they publish it, so a few come out of order. Reading on starts this much before the newest one seen, and
 * what was seen in that time is known by what it says.
 */
const overlapNano = 500_000_000n

export function createReplayFilter(): ReplayFilter {
  const seen = new Map<string, bigint>()
  let newest: bigint | undefined
  let oldest: bigint | undefined
  const forgetBefore = (moment: bigint) => {
    for (const [key, time] of seen) if (time < moment) seen.delete(key)
  }
  return {
    isNew: (event) => {
      const time = BigInt(event.timeNano)
      const key = `${event.timeNano} ${event.type} ${event.action} ${event.id}`
      if (seen.has(key)) return false
      seen.set(key, time)
      if (oldest === undefined || time < oldest) oldest = time
      if (newest === undefined || time > newest) {
        newest = time
        forgetBefore(newest - overlapNano)
      }
      return true
    },
    resumeFrom: () => {
      if (newest === undefined || oldest === undefined) return undefined
      const from = newest - overlapNano
      // Nothing from before the first event seen: that was before the subscription.
      return unixSeconds(from < oldest ? oldest : from)
    },
  }
}

function unixSeconds(nano: bigint): string {
  const digits = nano.toString().padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`
}
