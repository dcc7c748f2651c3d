import type { Path } from '../document/path.ts'
import type { Engine } from '../engine/engine.ts'
import { hashedService } from '../model/config-hash.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { FieldChange } from '../planner/reason.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import type { Json } from '../units/json.ts'
import { own } from '../units/own.ts'
import { recordOf } from '../units/record.ts'
import type { Surroundings } from './surroundings.ts'

interface Planned {
  readonly plan: Plan<EngineAction>
  readonly project: Project
  readonly engine: Engine
}

/**
 * The plan with values in the place of digests: new ones from the files, old ones from the environment of the container where it tells
 * them. One more request for each container that is replaced because of such a value.
 */
export async function withValues(surroundings: Surroundings, planned: Planned): Promise<Plan<EngineAction>> {
  const environments = await oldEnvironments(surroundings, planned)
  const actions = planned.plan.actions.map((action) => {
    const { target, reason } = action
    if (reason.because !== 'fields-changed' || target.kind !== 'container') return action
    const environment = environments.get(target.name)
    const service = own(planned.project.services, target.service)
    const after = service === undefined ? {} : hashedService(service)
    const changes = reason.changes.map((change) => withValue(change, { after, environment }))
    return { ...action, reason: { ...reason, changes } }
  })
  return { ...planned.plan, actions }
}

type Variables = ReadonlyMap<string, string>

async function oldEnvironments(
  { signal }: Surroundings,
  { plan, engine }: Planned,
): Promise<ReadonlyMap<string, Variables>> {
  const replaced = plan.actions.flatMap((action) => (action.do === 'container.replace' ? [action] : []))
  const found = replaced.map(async ({ target, reason, container }) => {
    const isHidden = reason.because === 'fields-changed' && reason.changes.some(({ sensitive }) => sensitive)
    const setup = isHidden ? await engine.containers.setup(container, signal) : undefined
    return [target.name, new Map((setup?.environment ?? []).map(variable))] as const
  })
  return new Map(await Promise.all(found))
}

function variable(entry: string): readonly [string, string] {
  const at = entry.indexOf('=')
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
}

/** What cannot be told stays the digest that it is. */
function withValue(
  change: FieldChange,
  known: { readonly after: Json; readonly environment: Variables | undefined },
): FieldChange {
  if (change.sensitive !== true) return change
  const [field, name] = change.path
  const before = field === 'environment' ? known.environment?.get(String(name)) : undefined
  const after = change.after === undefined ? undefined : valueAt(known.after, change.path)
  const isTold = (change.before === undefined || before !== undefined) && field === 'environment'
  const { sensitive, ...open } = change
  return {
    ...open,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(isTold ? {} : { sensitive }),
  }
}

function valueAt(value: Json, [step, ...rest]: Path): Json | undefined {
  if (step === undefined) return value
  const next = isList(value) ? value[Number(step)] : own(jsonRecord(value), String(step))
  return next === undefined ? undefined : valueAt(next, rest)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function jsonRecord(value: Json): Readonly<Record<string, Json>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record that is part of Json holds nothing but Json
  return (recordOf(value) ?? {}) as Readonly<Record<string, Json>>
}
