import type { Timeline } from '../events/timeline.ts'
import type { Json } from '../units/json.ts'

/** A timeline as data: milliseconds since the command began. */
export function timelineJson({ totalMs, leadMs, spans }: Timeline): Readonly<Record<string, Json>> {
  return {
    totalMs: Math.round(totalMs),
    leadMs: Math.round(leadMs),
    spans: spans.map(({ id, phase, target, service, startMs, endMs, outcome, isCritical }) => ({
      id,
      phase,
      name: target.name,
      ...(service === undefined ? {} : { service }),
      startMs: Math.round(startMs),
      endMs: Math.round(endMs),
      outcome,
      critical: isCritical,
    })),
  }
}

/** A timeline as a line of progress, as schemas/progress.schema.json describes it. */
export function formatTimelineJson(timeline: Timeline): string {
  return `${JSON.stringify({ version: 1, event: 'timeline', ...timelineJson(timeline) })}\n`
}
