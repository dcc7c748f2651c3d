import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import type { Project } from '../../model/project.ts'
import type { EngineAction } from './actions.ts'
import { labelNames } from './labels.ts'

/**
 * The remark that a plan changes containers which the project of another folder made: two folders of one name are one project to the
 * engine. `mentioned`: containers the plan leaves, and that the user is told to remove.
 */
export function madeElsewhere(
  project: Pick<Project, 'name' | 'workingDirectory'>,
  containers: readonly ObservedContainer[],
  actions: readonly EngineAction[],
  mentioned: readonly ObservedContainer[] = [],
): readonly Diagnostic[] {
  // Known by its name alone, the project is that of whatever folder.
  if (project.workingDirectory === '') return []
  const touched = new Set([...actions.flatMap(interrupted), ...mentioned.map(({ id }) => id)])
  const directories = containers.flatMap(({ id, labels }) => {
    const directory = labels[labelNames.workingDirectory] ?? ''
    const isElsewhere = directory !== '' && directory !== project.workingDirectory
    return touched.has(id) && isElsewhere ? [directory] : []
  })
  if (directories.length === 0) return []
  const places = [...new Set(directories)].map((directory) => `"${directory}"`).join(', ')
  return [
    {
      code: 'CMP214',
      severity: 'warning',
      message: `the containers of project "${project.name}" that are there were made from ${places}, and this command runs in "${project.workingDirectory}"`,
      hint: 'if these are two projects, give one of them another name (-p NAME, or "name:" in its file); they replace each other\'s containers otherwise',
    },
  ]
}

function interrupted(action: EngineAction): readonly string[] {
  switch (action.do) {
    case 'container.replace':
    case 'container.stop':
    case 'container.remove':
      return [action.container]
    default:
      return []
  }
}
