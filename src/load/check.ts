import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingNode } from '../document/node.ts'
import type { Service } from '../model/service.ts'
import type { CheckContext, CheckedProject } from './check-context.ts'
import { toDiagnostic } from './check-context.ts'
import { checkDependencies, checkDependencyCycles } from './check-dependencies.ts'
import { checkEqualities } from './check-equalities.ts'
import { checkMountTargets } from './check-mounts.ts'
import { checkBuildReferences, checkReferences } from './check-references.ts'
import {
  checkBuild,
  checkContainerNames,
  checkHealthcheck,
  checkNetworkMode,
  checkScale,
  checkSource,
  checkWatch,
} from './check-service.ts'

type ServiceCheck = (service: Service, context: CheckContext) => void

/** What may only seem missing or different when a wrong value was taken out of the service. */
const checksOfComplete: readonly ServiceCheck[] = [checkSource, checkEqualities]

const serviceChecks: readonly ServiceCheck[] = [
  checkBuild,
  checkNetworkMode,
  checkReferences,
  checkBuildReferences,
  checkHealthcheck,
  checkDependencies,
  checkScale,
  checkWatch,
  checkMountTargets,
]

/**
 * Finds what contradicts itself or refers to nothing in the enabled services, all of it and not only the first. Run it on
 * every enabled service, also when only some are selected: a selection is made from a project that makes sense as a
 * whole. `document` is what `project` was decoded from; `incomplete` has what wrong values were taken out of, such as
 * `services.web`. Spec 3.12.
 */
export function checkConsistency(
  project: CheckedProject,
  document: MappingNode,
  incomplete: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const context: CheckContext = {
    project,
    document,
    found: (problem) => diagnostics.push(toDiagnostic(problem, document)),
  }
  for (const service of Object.values(project.services)) {
    const isComplete = !incomplete.has(`services.${service.name}`)
    const checks = isComplete ? [...checksOfComplete, ...serviceChecks] : serviceChecks
    for (const check of checks) check(service, context)
  }
  checkContainerNames(context)
  checkDependencyCycles(context)
  return diagnostics
}
