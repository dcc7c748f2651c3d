import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Plan } from '../planner/plan.ts'
import { shownPlan } from '../planner/shown-plan.ts'
import { jsonOf, recordOf } from '../units/record.ts'
import { readSavedRequest, savedRequest, type SavedRequest } from './saved-request.ts'
import type { UpRequest } from './up-request.ts'

/** A plan with all that it takes to make it once more. It holds no secrets, so it cannot be carried out without the project's files. */
export interface SavedPlan extends Plan {
  readonly command: 'up'
  /** Address of the engine it was made for. */
  readonly engine: string
  readonly request: SavedRequest
}

export function savedPlan(plan: Plan, { request, engine, secrets }: PlanOrigin): SavedPlan {
  const { format, project, ...rest } = secrets === undefined ? plan : shownPlan(plan, secrets)
  return { format, command: 'up', project, engine, request: savedRequest(request), ...rest }
}

interface PlanOrigin {
  readonly request: UpRequest
  readonly engine: string
  /** Texts to leave out; absent: the plan is shown with all of its values, and cannot be carried out. */
  readonly secrets?: ReadonlySet<string>
}

/** The parts of a saved plan that are looked at when it is carried out. */
export interface ReadPlan {
  readonly engine: string
  readonly request: SavedRequest
  readonly basis: string
  readonly files: Readonly<Record<string, string>>
  readonly observed: Readonly<Record<string, string>>
  /** As they stand in the file. */
  readonly actions: readonly Readonly<Record<string, unknown>>[]
}

/** Reads what `savedPlan` wrote, as JSON; what else it may be is told. */
export function readSavedPlan(text: string, path: string): ReadPlan | Diagnostic {
  const document = recordOf(jsonOf(text))
  if (document === undefined) return unreadable(path, 'it is not JSON')
  if (document['format'] !== 1 || document['command'] !== 'up')
    return unreadable(path, 'it is none of a format that this version knows')
  const { engine, basis, actions } = document
  const request = readSavedRequest(document['request'])
  const madeFrom = recordOf(document['madeFrom'])
  const files = digestsOf(madeFrom?.['files'])
  const observed = digestsOf(madeFrom?.['engine'])
  const steps: readonly unknown[] | undefined = Array.isArray(actions) ? actions : undefined
  if (typeof engine !== 'string' || typeof basis !== 'string' || request === undefined)
    return unreadable(path, 'parts of it are missing')
  const found = steps?.map(recordOf).filter((step) => step !== undefined)
  if (files === undefined || observed === undefined || found === undefined)
    return unreadable(path, 'parts of it are missing')
  return { engine, basis, request, files, observed, actions: found }
}

function digestsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  const record = recordOf(value)
  if (record === undefined) return undefined
  const entries = Object.entries(record).flatMap(([key, digest]) =>
    typeof digest === 'string' ? [[key, digest] as const] : [],
  )
  return Object.fromEntries(entries)
}

function unreadable(path: string, why: string): Diagnostic {
  return {
    code: 'CMP303',
    severity: 'error',
    message: `"${path}" is not a plan: ${why}`,
    hint: 'write one with "compose plan -o FILE"',
  }
}
