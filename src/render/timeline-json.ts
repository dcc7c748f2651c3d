import type { Timeline } from '../events/timeline.ts'

/** A timeline as a line of progress, as schemas/progress.schema.json describes it. */
export function formatTimelineJson({ totalMs, leadMs, spans }: Timeline): string {
  const line = {
    version: 1,
    event: 'timeline',
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
  return `${JSON.stringify(line)}\n`
}
