import type { Span } from '../diagnostics/diagnostic.ts'
import type { RunEvent } from '../events/run-event.ts'
import { formatPlace } from '../render/place-text.ts'
import { formatPlan } from '../render/plan-text.ts'
import type { Style } from '../render/style.ts'
import type { Shell } from './shell.ts'

interface PlanLook {
  readonly shell: Shell
  readonly style: Style
}

/** Writes a plan to standard output: it is the result of a dry run. */
export function showPlan(
  { plan, sources = new Map() }: Extract<RunEvent, { readonly type: 'plan' }>,
  { shell, style }: PlanLook,
): void {
  const place = (span: Span): string => formatPlace(span, sources, shell.currentDirectory)
  shell.stdout.write(formatPlan(plan, { style, place }))
}
