import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import type { Decisions, Instance } from './decisions.ts'
import type { ActionOf, UpIntent } from './intent.ts'
import { stopContainer } from './removal.ts'
import { isAlive } from './replicas.ts'

export interface RestartStops {
  readonly actions: readonly ActionOf<'container.stop'>[]
  /** By service that is replaced: what must have stopped before. */
  readonly beforeReplacing: ReadonlyMap<string, readonly ActionId[]>
  /** By service that stops: why it is started again. */
  readonly restarts: ReadonlyMap<string, Reason>
}

/** Dependents with `restart: true` stop before what they depend on is replaced, and start after it. Section 4.5. */
export function planRestartStops(decisions: Decisions, intent: UpIntent): RestartStops {
  const actions: ActionOf<'container.stop'>[] = []
  const beforeReplacing = new Map<string, ActionId[]>()
  const restarts = new Map<string, Reason>()
  for (const { service, instances } of decisions.values()) {
    for (const [name, dependency] of Object.entries(service.depends_on ?? {})) {
      const replaced = decisions.get(name)?.instances.find(isReplaced)
      if (dependency.restart !== true || replaced === undefined) continue
      const reason: Reason = restarts.get(service.name) ?? {
        because: 'dependency-replaced',
        dependency: replaced.ref,
      }
      const stops = instances.filter(isRunning).map((instance) =>
        stopContainer({
          ref: instance.ref,
          container: instance.current.id,
          reason,
          after: [],
          ...(intent.timeoutSeconds === undefined ? {} : { graceSeconds: intent.timeoutSeconds }),
        }),
      )
      if (!restarts.has(service.name)) actions.push(...stops)
      restarts.set(service.name, reason)
      beforeReplacing.set(name, [...(beforeReplacing.get(name) ?? []), ...stops.map(({ id }) => id)])
    }
  }
  return { actions, beforeReplacing, restarts }
}

function isRunning(instance: Instance): instance is Extract<Instance, { readonly fate: 'keep' }> {
  return instance.fate === 'keep' && isAlive(instance.current)
}

function isReplaced(instance: Instance): boolean {
  return instance.fate === 'replace' || (instance.fate === 'create' && instance.predecessor !== undefined)
}
