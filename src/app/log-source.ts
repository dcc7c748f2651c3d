import type { LogSource } from '../events/host.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { numberOf, serviceOf } from '../targets/engine/labels.ts'

/** How a container is called in front of its lines: without the project, unless it has a name of its own. Section 5. */
export function logSource(
  projectName: string,
  containerName: string,
  labels: Readonly<Record<string, string>>,
): LogSource {
  const service = serviceOf(labels) ?? containerName
  const number = numberOf(labels) ?? 1
  return { service, number, label: logLabel(projectName, containerName, service, number) }
}

export function logLabel(
  projectName: string,
  containerName: string,
  service: string,
  number: number,
): string {
  for (const separator of ['-', '_']) {
    const usual = [projectName, service, number].join(separator)
    if (containerName === usual) return usual.slice(projectName.length + 1)
  }
  return containerName
}

/** The labels of all containers that a plan is about, sorted. */
export function attachedLabels(
  plan: Plan<EngineAction>,
  project: Project,
  services: ReadonlySet<string>,
): readonly string[] {
  const refs = [...plan.unchanged, ...plan.actions.map((action) => action.target)]
  const labels = refs.flatMap((ref) =>
    ref.kind === 'container' && services.has(ref.service)
      ? [logLabel(project.name, ref.name, ref.service, ref.number)]
      : [],
  )
  return [...new Set(labels)].toSorted()
}
