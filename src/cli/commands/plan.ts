import { resolve } from 'node:path'
import { planOnly, type PlanResult } from '../../app/plan.ts'
import type { UpRequest } from '../../app/up-request.ts'
import type { Span } from '../../diagnostics/diagnostic.ts'
import { formatPlace } from '../../render/place-text.ts'
import { formatPlanJson } from '../../render/plan-json.ts'
import { formatPlan, hasChanges } from '../../render/plan-text.ts'
import type { Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { planFlags } from '../flags/plan.ts'
import type { Shell } from '../shell.ts'
import { inSession, type Session } from '../session.ts'
import { planningRequest } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

type PlanInvocation = Invocation<typeof planFlags>

/** Shows what `up` would do; changes nothing. */
export async function runPlan(invocation: PlanInvocation, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  const { output, 'show-values': showValues } = flags
  if (showValues && output !== undefined) {
    throw new UsageMistake('--show-values and --output cannot be combined', 'Saved plans hold no values.')
  }
  return inSession({ globals, shell }, async (session) => {
    const result = await planOnly(session.surroundings, requestOf(invocation, session), { showValues })
    const { ending, plan, document } = result
    if (plan === undefined || document === undefined) return ending
    const json = formatPlanJson(document)
    if (output !== undefined) await save(resolve(shell.currentDirectory, output), json)
    shell.stdout.write(flags.json ? json : textOf(result, { session, shell }))
    return flags['exit-code'] && hasChanges(plan) ? { kind: 'code', code: exitCodes.changes } : ending
  })
}

function requestOf(invocation: PlanInvocation, session: Session): UpRequest {
  const request = planningRequest(invocation, session)
  return invocation.flags.yes ? { ...request, agreed: true } : request
}

function textOf(
  { plan, sources }: PlanResult,
  { session, shell }: { readonly session: Session; readonly shell: Shell },
): string {
  if (plan === undefined) return ''
  const place = (span: Span): string => formatPlace(span, sources ?? new Map(), shell.currentDirectory)
  return formatPlan(plan, { style: session.style, place })
}

async function save(path: string, text: string): Promise<void> {
  const { saveAtOnce } = await import('../save-at-once.ts')
  const { Readable } = await import('node:stream')
  await saveAtOnce(path, Readable.from([Buffer.from(text)]))
}
