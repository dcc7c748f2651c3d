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

const serviceChecks: readonly ServiceCheck[] = [
  checkSource,
  checkBuild,
  checkNetworkMode,
  checkReferences,
  checkBuildReferences,
  checkHealthcheck,
  checkDependencies,
  checkEqualities,
  checkScale,
  checkWatch,
  checkMountTargets,
]

/**
 * Finds what contradicts itself or refers to nothing in the enabled services, all of it and not only the first. Run it on
 * every enabled service, also when only some are selected: a selection is made from a project that makes sense as a
 * whole. `document` is what `project` was decoded from. Spec 3.12.
 */
export function checkConsistency(project: CheckedProject, document: MappingNode): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const context: CheckContext = {
    project,
    document,
    found: (problem) => diagnostics.push(toDiagnostic(problem, document)),
  }
  for (const service of Object.values(project.services)) {
    for (const check of serviceChecks) check(service, context)
  }
  checkContainerNames(context)
  checkDependencyCycles(context)
  return diagnostics
}
