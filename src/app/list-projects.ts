import type { ObservedContainer } from '../engine/observed.ts'
import { labelNames } from '../targets/engine/labels.ts'
import { isAlive } from '../targets/engine/replicas.ts'
import { compareText } from '../units/compare-text.ts'
import { report } from './load-project.ts'
import type { Surroundings } from './surroundings.ts'

export interface ListedProject {
  readonly name: string
  /** "running(2), exited(1)". */
  readonly status: string
  /** Joined by commas; "N/A" where a container does not say. */
  readonly configFiles: string
}

/** Every project that has containers on the engine; without `all`, running ones. Section 1.4. */
export async function listProjects(
  surroundings: Surroundings,
  { all }: { readonly all: boolean },
): Promise<readonly ListedProject[]> {
  const engine = await surroundings.engine()
  const labels = { [labelNames.project]: undefined, [labelNames.configHash]: undefined }
  const containers = await engine.containers.list(labels, surroundings.signal)
  const projects = new Map<string, ObservedContainer[]>()
  for (const container of containers) {
    if (!all && !isAlive(container)) continue
    const name = container.labels[labelNames.project] ?? ''
    projects.set(name, [...(projects.get(name) ?? []), container])
  }
  return [...projects]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, members]) => ({
      name,
      status: statusOf(members),
      configFiles: filesOf(surroundings, name, members),
    }))
}

function statusOf(containers: readonly ObservedContainer[]): string {
  const counts = new Map<string, number>()
  for (const { state } of containers) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([state, count]) => `${state}(${count})`)
    .join(', ')
}

function filesOf(
  surroundings: Surroundings,
  project: string,
  containers: readonly ObservedContainer[],
): string {
  const mute = containers.find(({ labels }) => labels[labelNames.configFiles] === undefined)
  if (mute !== undefined) {
    const message = `no label "${labelNames.configFiles}" set on container "${mute.name}" of project "${project}"`
    report(surroundings, [{ code: 'CMP420', severity: 'warning', message }])
    return 'N/A'
  }
  const files = containers.flatMap(({ labels }) => (labels[labelNames.configFiles] ?? '').split(','))
  return [...new Set(files)].join(',')
}
