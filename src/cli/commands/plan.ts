import { planOnly } from '../../app/plan.ts'
import type { Span } from '../../diagnostics/diagnostic.ts'
import { formatPlace } from '../../render/place-text.ts'
import { formatPlanJson } from '../../render/plan-json.ts'
import { formatPlan, hasChanges } from '../../render/plan-text.ts'
import type { Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { planFlags } from '../flags/plan.ts'
import type { Shell } from '../shell.ts'
import { inSession } from '../session.ts'
import { planningRequest } from '../up-request.ts'

/** Shows what `up` would do; changes nothing. */
export async function runPlan(invocation: Invocation<typeof planFlags>, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  return inSession({ globals, shell }, async (session) => {
    const { ending, plan, origins, sources } = await planOnly(
      session.surroundings,
      planningRequest(invocation, session),
    )
    if (plan === undefined) return ending
    const place = (span: Span): string => formatPlace(span, sources ?? new Map(), shell.currentDirectory)
    shell.stdout.write(
      flags.json
        ? formatPlanJson(plan, origins?.textsFromVariables())
        : formatPlan(plan, { style: session.style, place }),
    )
    return flags['exit-code'] && hasChanges(plan) ? { kind: 'code', code: exitCodes.changes } : ending
  })
}
