import type { Engine } from '../engine/engine.ts'
import type { ExecuteResult } from '../execute/execute.ts'
import { followLogs, type LogFollow } from '../logs/follow-logs.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { labelNames, serviceOf } from '../targets/engine/labels.ts'
import { observeContainers } from '../targets/engine/observe.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { attachSet } from './attach-set.ts'
import type { AttachedRun } from './attached-run.ts'
import { AttachedSession } from './attached-session.ts'
import { hookOutput } from './hook-output.ts'
import { attachedLabels, logSource } from './log-source.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { warnUnreadable } from './warn-unreadable.ts'

/**
 * `up` in the foreground: output of all attached containers from their first line on, until they have ended for good, or the user
 * interrupts: then the services of this run are stopped, and killed on a second interrupt. Sections 1.5 and 5.
 */
export async function attachedUp(surroundings: Surroundings, run: AttachedRun): Promise<Ending> {
  const services = attachSet(run.project, run.request)
  const ended = new AbortController()
  const follow = await followAttached(surroundings, run, services, ended.signal)
  const session = new AttachedSession(surroundings, run, follow)
  run.view.announce(attachedLabels(run.plan, run.project, services))
  const shown = run.view.show(session.observe())
  try {
    const onOutput = hookOutput(run.project, follow)
    const result = await runPlan(surroundings, { ...run, onOutput, signal: session.signal })
    run.request.onStarted?.()
    const ending = endingOf(result)
    const hasFailed = ending.kind === 'failed' && !session.signal.aborted
    if (hasFailed) follow.close()
    else session.begin(attachedLabels(startedBy(result, run.plan), run.project, services))
    await shown
    return hasFailed ? ending : await session.ending()
  } finally {
    ended.abort()
  }
}

/** The part of a plan that started containers. */
function startedBy(result: ExecuteResult, plan: Plan<EngineAction>): Plan<EngineAction> {
  const hasStarted = ({ id, do: verb }: EngineAction): boolean =>
    verb === 'container.start' && result.actions.get(id) === 'done'
  return { ...plan, actions: plan.actions.filter(hasStarted), unchanged: [] }
}

/** Containers that run already are shown from now on, new ones from their first line; those that the plan ends are not shown. */
function followAttached(
  surroundings: Surroundings,
  run: AttachedRun,
  services: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<LogFollow> {
  const { engine, plan, project } = run
  const ending = endingContainers(plan)
  return followLogs(
    {
      engine,
      labels: { [labelNames.project]: project.name, [labelNames.oneOff]: 'False' },
      list: () =>
        listAttached(engine, project, services, signal).then((all) =>
          all.filter(({ id }) => !ending.has(id)),
        ),
      select: (event) =>
        services.has(serviceOf(event.attributes) ?? '')
          ? logSource(project.name, event.attributes['name'] ?? '', event.attributes)
          : undefined,
      from: { history: 'new' },
      delay: surroundings.delay,
      unreadable: warnUnreadable(surroundings),
    },
    signal,
  )
}

async function listAttached(
  engine: Engine,
  project: Project,
  services: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly { id: string; source: ReturnType<typeof logSource>; isRunning: boolean }[]> {
  const containers = await observeContainers(engine, project.name, signal)
  return containers
    .filter(({ labels }) => services.has(serviceOf(labels) ?? '') && labels[labelNames.oneOff] !== 'True')
    .map((container) => ({
      id: container.id,
      source: logSource(project.name, container.name, container.labels),
      isRunning: isAlive(container),
    }))
}

function endingContainers(plan: Plan<EngineAction>): ReadonlySet<string> {
  return new Set(
    plan.actions.flatMap((action) =>
      action.do === 'container.replace' || action.do === 'container.remove' ? [action.container] : [],
    ),
  )
}
