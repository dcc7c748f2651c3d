import type { ReadPlan, SavedPlan } from './saved-plan.ts'

/** What became of the things a saved plan was made from, a clause each; none where it still is the plan. */
export function differencesOf(saved: ReadPlan, fresh: SavedPlan): readonly string[] {
  if (saved.engine !== fresh.engine) {
    return [`it was made for the engine at ${saved.engine}, and this is the one at ${fresh.engine}`]
  }
  const { files = {}, engine = {} } = fresh.madeFrom ?? {}
  const parts = [
    ...changedParts(saved.files, files, 'the files'),
    ...changedParts(saved.observed, engine, 'the engine'),
  ]
  if (parts.length > 0) return parts
  if (saved.basis !== fresh.basis) return ['it was changed since it was saved']
  return changedActions(saved.actions, fresh.actions)
}

type Digests = Readonly<Record<string, string>>

function changedParts(before: Digests, after: Digests, where: string): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    if (before[name] === after[name]) return []
    if (before[name] === undefined)
      return [`${name} is new on ${where}`.replace('on the files', 'in the files')]
    if (after[name] === undefined) return [`${name} is gone from ${where}`]
    return [`${name} changed ${where === 'the files' ? 'in' : 'on'} ${where}`]
  })
}

interface Step {
  readonly id?: unknown
}

/** For reasons that are neither in the files nor on the engine: the time it is, or a version that plans in another way. */
function changedActions(before: readonly Step[], after: readonly Step[]): readonly string[] {
  const texts = (steps: readonly Step[]): ReadonlyMap<string, string> =>
    new Map(steps.map((step) => [String(step.id), JSON.stringify(step, withoutPlaces)]))
  const [old, now] = [texts(before), texts(after)]
  const ids = [...new Set([...old.keys(), ...now.keys()])]
  const changed = ids.flatMap((id) => {
    if (old.get(id) === now.get(id)) return []
    if (!old.has(id)) return [`"${id}" has to be done too`]
    return [now.has(id) ? `"${id}" would be done differently` : `"${id}" is not to be done any more`]
  })
  const isInOrder = [...old.keys()].join('\n') === [...now.keys()].join('\n')
  return changed.length > 0 || isInOrder ? changed : ['its actions stand in another order']
}

/** Lines of a file move when something is written above them, which changes no plan. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'declaredAt' ? undefined : value
}
