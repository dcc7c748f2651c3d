import type { LogFollow } from '../logs/follow-logs.ts'
import type { Project } from '../model/project.ts'
import type { HookOutput } from '../targets/engine/hook-output.ts'
import { logLabel } from './log-source.ts'

/** Hooks speak among the containers, each marked as what it is. Section 4.7. */
export function hookOutput(project: Pick<Project, 'name'>, follow: LogFollow): HookOutput {
  return (action, lines) => {
    const { target } = action
    if (target.kind !== 'container') return
    const { service, number, name } = target
    const speaker =
      action.do === 'container.prepare'
        ? `${service} pre_start[${action.index}]`
        : logLabel(project.name, name, service, number)
    const label = `${speaker} ->`
    follow.insert({ type: 'lines', source: { service, number, label }, lines })
  }
}
