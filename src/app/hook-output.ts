import type { LogFollow } from '../logs/follow-logs.ts'
import type { Project } from '../model/project.ts'
import type { HookOutput } from '../targets/engine/run-hook.ts'
import { logLabel } from './log-source.ts'

/** Hooks speak among the containers, each marked as what it is. Section 4.7. */
export function hookOutput(project: Pick<Project, 'name'>, follow: LogFollow): HookOutput {
  return ({ target }, lines) => {
    if (target.kind !== 'container') return
    const { service, number, name } = target
    const label = `${logLabel(project.name, name, service, number)} ->`
    follow.insert({ type: 'lines', source: { service, number, label }, lines })
  }
}
