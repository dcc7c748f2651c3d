import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Service } from '../../model/service.ts'
import type { EngineAction } from './actions.ts'
import { dependencyPath } from './dependency-path.ts'

const onTheWayUp: ReadonlySet<string> = new Set([
  'container.await',
  'container.start',
  'container.hook',
  'container.prepare',
])

/** Adds which services need the one that did not get there, as evidence. */
export function withDependencyPath(
  problem: Diagnostic,
  action: EngineAction,
  services: Readonly<Record<string, Service>>,
): Diagnostic {
  const { target } = action
  if (target.kind !== 'container' || !onTheWayUp.has(action.do)) return problem
  const path = dependencyPath(services, target.service)
  const facts = { service: target.service, container: target.name, ...problem.facts }
  if (path.length < 2) return { ...problem, facts }
  const needed = { title: 'needed by', lines: [pathText(path)] }
  return {
    ...problem,
    details: [needed, ...(problem.details ?? [])],
    facts: { ...facts, dependencyPath: path },
  }
}

/** "web → api → db". */
export function pathText(path: readonly string[]): string {
  return path.join(' → ')
}
