import type { Connection } from '../src/engine/docker/connection.ts'
import { projectEnd, removeProject } from './leftovers.ts'
import { projectCommand } from './contestant.ts'
import type { BenchProject } from './contestant.ts'
import type { ProjectState } from './cases.ts'
import { measure } from './measure.ts'

/** Where every run of the benchmark happens: the engine, and which project is in which state on it. */
export interface Stage {
  readonly engine: Connection
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly states: Map<string, ProjectState | 'unknown'>
}

/** Brings a project into a state, with its own tool and unmeasured. What is in that state already is left alone. */
export async function bringTo(stage: Stage, project: BenchProject, state: ProjectState): Promise<void> {
  const before = stage.states.get(project.name)
  if (before === state) return
  if (before === undefined || state === 'down') {
    await removeProject(stage.engine, project.name)
    stage.states.set(project.name, 'down')
  }
  if (state === 'down') return
  stage.states.set(project.name, 'unknown')
  await measure(projectCommand(project, ['up', '-d']), stage.env, stage.signal)
  if (state === 'finished') await projectEnd(stage.engine, project.name)
  stage.states.set(project.name, state)
}

/** Removes every project except those of this shape, so that idle containers do not slow the next case. */
export async function clearStage(stage: Stage, keep: readonly string[] = []): Promise<void> {
  for (const [name, state] of stage.states) {
    if (keep.includes(name) || state === 'down') continue
    await removeProject(stage.engine, name)
    stage.states.delete(name)
  }
}
