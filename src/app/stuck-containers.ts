import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import type { ContainerDetails } from '../engine/observed.ts'
import type { Project } from '../model/project.ts'
import { dependencyPath } from '../targets/engine/dependency-path.ts'
import { containerEvidence } from '../targets/engine/evidence.ts'
import { failureFacts } from '../targets/engine/failure-facts.ts'
import { isOneOff, serviceOf } from '../targets/engine/labels.ts'
import { observeContainers } from '../targets/engine/observe.ts'
import { pathText } from '../targets/engine/with-dependency-path.ts'
import { own } from '../units/own.ts'
import type { Surroundings } from './surroundings.ts'

/** Of more, the first ones are enough to see what is wrong. */
const most = 3

/**
 * Evidence of the containers of a project that are not as far as somebody waited for; nothing where the engine does not tell. `facts` are
 * of the first.
 */
export async function stuckContainers(
  { signal }: Surroundings,
  engine: Engine,
  project: Project,
): Promise<Pick<Diagnostic, 'details' | 'facts'>> {
  try {
    const listed = await observeContainers(engine, project.name, signal)
    const late = listed.filter(
      ({ labels, state, health }) =>
        !isOneOff(labels) &&
        own(project.services, serviceOf(labels) ?? '') !== undefined &&
        (state !== 'running' || health === 'starting' || health === 'unhealthy'),
    )
    const looks = late.slice(0, most).map(async ({ id }) => {
      const details = await engine.containers.inspect(id, signal)
      return { details, evidence: await containerEvidence(engine, details, signal) }
    })
    const found = await Promise.all(looks)
    const [first] = found
    if (first === undefined) return {}
    const path = pathOf(first.details, project)
    return {
      details: found.flatMap(({ details, evidence }) => [
        { title: details.name, lines: [stateText(details, pathOf(details, project))] },
        ...evidence.facts,
      ]),
      facts: { ...failureFacts(first.details, first.evidence), dependencyPath: path },
    }
  } catch {
    // It only makes the report better.
    signal.throwIfAborted()
    return {}
  }
}

function pathOf({ labels }: ContainerDetails, { services }: Project): readonly string[] {
  return dependencyPath(services, serviceOf(labels) ?? '')
}

function stateText({ state, health, exitCode }: ContainerDetails, path: readonly string[]): string {
  const needed = path.length > 1 ? `, needed by ${pathText(path)}` : ''
  if (state === 'running') return `${health === 'starting' ? 'not healthy yet' : health}${needed}`
  return `${state}${state === 'exited' ? ` (${exitCode})` : ''}${needed}`
}
