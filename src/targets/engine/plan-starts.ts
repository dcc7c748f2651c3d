import type { Dependency, Service } from '../../model/service.ts'
import type { Project } from '../../model/project.ts'
import type { ActionId } from '../../planner/plan.ts'
import type { Reason } from '../../planner/reason.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction, WaitCondition } from './actions.ts'
import type { Decisions, Instance, ServiceDecision } from './decisions.ts'
import { hookActions } from './hook-actions.ts'
import type { ActionOf, UpIntent } from './intent.ts'
import { instanceKey } from './plan-containers.ts'
import { planPreStart } from './plan-pre-start.ts'
import { isAlive } from './replicas.ts'
import { startContainer } from './start-action.ts'
import type { RestartStops } from './plan-restart-stops.ts'

interface StartContext {
  readonly project: Project
  readonly intent: Pick<UpIntent, 'wait' | 'oneOff'>
  /** By `service/number`: the action after which the container exists. */
  readonly creations: ReadonlyMap<string, ActionId>
  readonly stops: RestartStops
}

/** What has been planned so far, by service. */
interface StartedServices {
  readonly actions: EngineAction[]
  readonly starts: Map<string, readonly ActionId[]>
  /** By start: the last hook after it, or the start itself. */
  readonly settled: Map<ActionId, ActionId>
  /** By `service condition`: the waits others share. */
  readonly waits: Map<string, readonly ActionId[]>
}

/**
 * Starts in dependency order, each after the conditions it depends on. A condition that the snapshot shows to be met needs no
 * wait; waits are actions, shared by all that depend on them. Section 4.5.
 */
export function planStarts(decisions: Decisions, context: StartContext): readonly EngineAction[] {
  const planned: StartedServices = {
    actions: [],
    starts: new Map(),
    settled: new Map(),
    waits: new Map(),
  }
  for (const decision of decisions.values()) {
    const restart = context.stops.restarts.get(decision.service.name)
    const starting = decision.instances.filter((instance) => needsStart(instance) || restart !== undefined)
    const gates = starting.length === 0 ? noGates : gatesOf(decision.service, decisions, planned)
    const own = starting.map((instance) => startInstance({ instance, decision }, gates, restart, context))
    const { actions, starts } = isOneOff(decision, context)
      ? { actions: [], starts: own }
      : planPreStart(context.project, decision.service, decision.instances, own)
    planned.actions.push(
      ...actions,
      ...starts.flatMap((start) => withHooks(start, decision.service, planned)),
    )
    planned.starts.set(
      decision.service.name,
      starts.map((action) => action.id),
    )
  }
  if (context.intent.wait) planFinalWaits(context.project, decisions, planned)
  return planned.actions
}

/** A container of `run` is no replica: what is done once before the first of them is not done for it. Section 4.7. */
function isOneOff({ service }: ServiceDecision, { intent }: StartContext): boolean {
  return intent.oneOff?.service === service.name
}

/** A start counts only when the hooks after it are done. */
function withHooks(
  start: ActionOf<'container.start'>,
  service: Service,
  planned: StartedServices,
): readonly EngineAction[] {
  const { target, container, reason } = start
  const hooks =
    target.kind === 'container'
      ? hookActions('post_start', { ref: target, container, service, reason, after: [start.id] })
      : []
  planned.settled.set(start.id, hooks.at(-1)?.id ?? start.id)
  return [start, ...hooks]
}

interface Gates {
  readonly after: readonly ActionId[]
  readonly afterSettled: readonly ActionId[]
}
const noGates: Gates = { after: [], afterSettled: [] }

function needsStart(instance: Instance): boolean {
  if (instance.fate !== 'keep') return true
  // Somebody paused it for a reason; starting it has the engine say that it is to be unpaused.
  return !isAlive(instance.current) || instance.current.state === 'paused'
}

function gatesOf(service: Service, decisions: Decisions, planned: StartedServices): Gates {
  const after: ActionId[] = []
  const afterSettled: ActionId[] = []
  for (const [name, dependency] of Object.entries(service.depends_on ?? {})) {
    const decision = decisions.get(name)
    if (decision === undefined) continue
    const ids = dependencyGate(service, decision, dependency, planned)
    ;(dependency.required ? after : afterSettled).push(...ids)
  }
  return { after, afterSettled }
}

const conditions = {
  service_started: undefined,
  service_healthy: 'healthy',
  service_completed_successfully: 'completed',
} as const satisfies Record<Dependency['condition'], WaitCondition | undefined>

function dependencyGate(
  dependent: Service,
  decision: ServiceDecision,
  dependency: Dependency,
  planned: StartedServices,
): readonly ActionId[] {
  const condition = conditions[dependency.condition]
  const starts = planned.starts.get(decision.service.name) ?? []
  if (condition === undefined) return starts.map((id) => planned.settled.get(id) ?? id)
  return awaitService(decision, condition, planned, {
    optional: !dependency.required,
    reason: { because: 'condition', dependents: [dependent.name] },
  })
}

interface AwaitOptions {
  readonly optional: boolean
  readonly reason: Reason
}

function awaitService(
  decision: ServiceDecision,
  condition: WaitCondition,
  planned: StartedServices,
  options: AwaitOptions,
): readonly ActionId[] {
  const shared = waitKey(decision.service.name, condition, options.optional)
  const known = planned.waits.get(shared)
  if (known !== undefined) return known
  const waits = decision.instances
    .filter((instance) => !isMet(instance, condition, planned))
    .map((instance) => awaitInstance(instance, condition, planned, options))
  planned.actions.push(...waits)
  const ids = waits.map((wait) => wait.id)
  planned.waits.set(shared, ids)
  return ids
}

function waitKey(service: string, condition: WaitCondition, optional: boolean): string {
  return `${service} ${condition} ${optional}`
}

function awaitInstance(
  instance: Instance,
  condition: WaitCondition,
  planned: StartedServices,
  options: AwaitOptions,
): ActionOf<'container.await'> {
  const start = startId(instance)
  const isStarted = (planned.starts.get(instance.ref.service) ?? []).includes(start)
  const before = isStarted ? [planned.settled.get(start) ?? start] : []
  return {
    id: actionId('container.await', instance.ref, options.optional ? `${condition} optional` : condition),
    do: 'container.await',
    target: instance.ref,
    reason: options.reason,
    container: instance.ref.name,
    condition,
    ...(options.optional ? { after: [], afterSettled: before, optional: true } : { after: before }),
  }
}

/** Whether the snapshot shows the condition met for a container that nothing in this plan starts. */
function isMet(instance: Instance, condition: WaitCondition, planned: StartedServices): boolean {
  const isStarted = (planned.starts.get(instance.ref.service) ?? []).includes(startId(instance))
  if (instance.fate !== 'keep' || isStarted) return false
  const { state, health, exitCode } = instance.current
  switch (condition) {
    case 'running':
      return state === 'running'
    case 'healthy':
      return state === 'running' && health === 'healthy'
    case 'completed':
      return state === 'exited' && exitCode === 0
    case 'running-or-healthy':
      return state === 'running' && (health === 'healthy' || health === 'none')
  }
}

function startInstance(
  { instance, decision }: { readonly instance: Instance; readonly decision: ServiceDecision },
  gates: Gates,
  restart: Reason | undefined,
  context: StartContext,
): ActionOf<'container.start'> {
  const created = context.creations.get(instanceKey(instance))
  const stop = context.stops.actions.find((action) => action.target === instance.ref)
  const own = [created, stop?.id].filter((id): id is ActionId => id !== undefined)
  // What is too many may hold ports that this one publishes.
  const surplus = decision.surplus.map(({ ref }) => actionId('container.stop', ref))
  return startContainer({
    ref: instance.ref,
    container: instance.ref.name,
    reason: startReason(instance, restart),
    after: [...new Set([...own, ...surplus, ...gates.after])],
    ...(gates.afterSettled.length === 0 ? {} : { afterSettled: gates.afterSettled }),
    project: context.project,
    service: decision.service,
  })
}

function startReason(instance: Instance, restart: Reason | undefined): Reason {
  if (instance.fate !== 'keep') return instance.reason
  if (restart !== undefined) return restart
  return { because: 'not-running', state: instance.current.state }
}

function startId(instance: Instance): ActionId {
  return actionId('container.start', instance.ref)
}

/** `--wait`: every replica runs, and is healthy where it can tell; what others need healthy or completed is awaited as that. */
function planFinalWaits(project: Project, decisions: Decisions, planned: StartedServices): void {
  const completing = new Set(
    Object.values(project.services).flatMap((service) =>
      Object.entries(service.depends_on ?? {})
        .filter(([, dependency]) => dependency.condition === 'service_completed_successfully')
        .map(([name]) => name),
    ),
  )
  for (const decision of decisions.values()) {
    const { name } = decision.service
    const isAwaitedAsHealthy = planned.waits.has(waitKey(name, 'healthy', false))
    if (isAwaitedAsHealthy && !completing.has(name)) continue
    const condition = completing.has(name) ? 'completed' : 'running-or-healthy'
    awaitService(decision, condition, planned, {
      optional: false,
      reason: { because: 'requested', flag: '--wait' },
    })
  }
}
