import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedImage } from '../engine/observed.ts'
import type { Project } from '../model/project.ts'
import type { Service } from '../model/service.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { hopelessWaits } from '../targets/engine/preflight-health.ts'
import { brokenLimits, hasMemoryLimit } from '../targets/engine/preflight-limits.ts'
import { missingSource, mountSources } from '../targets/engine/preflight-mounts.ts'
import { startedServices, takenPorts } from '../targets/engine/preflight-ports.ts'
import { own } from '../units/own.ts'
import { report, type Loaded } from './load-project.ts'
import { seePorts } from './port-situation.ts'
import type { Surroundings } from './surroundings.ts'

interface Flight {
  readonly engine: Engine
  readonly project: Project
  readonly origins: Origins
  readonly actions: readonly EngineAction[]
  /** Those that are there, by reference. */
  readonly images: ReadonlyMap<string, ObservedImage>
}

interface Planned extends Pick<Flight, 'engine' | 'project' | 'images'> {
  readonly plan: Plan<EngineAction>
  readonly loaded: Loaded
}

/**
 * Looks, before the first change, for what certainly goes wrong: says it, and whether there is any. What the user should know of is said
 * too. Only reads; costs nothing where no container is made or started.
 */
export async function hasNoChance(
  surroundings: Surroundings,
  { plan, loaded, ...rest }: Planned,
): Promise<boolean> {
  const doubts = await preflight(surroundings, { ...rest, origins: loaded.origins, actions: plan.actions })
  report(surroundings, doubts, loaded.sources)
  return doubts.some(({ severity }) => severity === 'error')
}

async function preflight(surroundings: Surroundings, flight: Flight): Promise<readonly Diagnostic[]> {
  const made = madeServices(flight)
  const [ports, sources, limits] = await Promise.all([
    seePorts(surroundings, flight.engine, startedServices(flight)),
    missingSources(surroundings, flight, made),
    impossibleLimits(surroundings, flight, made),
  ])
  return [...takenPorts({ ...flight, ...ports }), ...sources, ...limits, ...hopelessWaits(flight)]
}

function madeServices({ project, actions }: Flight): readonly Service[] {
  const names = new Set(
    actions.flatMap(({ do: verb, target }) =>
      target.kind === 'container' && (verb === 'container.create' || verb === 'container.replace')
        ? [target.service]
        : [],
    ),
  )
  return [...names].flatMap((name) => own(project.services, name) ?? [])
}

async function missingSources(
  { machine }: Surroundings,
  { engine, project, origins }: Flight,
  services: readonly Service[],
): Promise<readonly Diagnostic[]> {
  const sources = services.flatMap((service) => mountSources(project, service))
  if (sources.length === 0) return []
  const here = await machine?.(engine.address)
  if (here === undefined) return []
  const looked = await Promise.all(
    sources.map(async (source) => ({ source, kind: await here.kindOf(source.source) })),
  )
  return looked.flatMap(({ source, kind }) => (kind === 'missing' ? [missingSource(source, origins)] : []))
}

async function impossibleLimits(
  { signal }: Surroundings,
  { engine, origins }: Flight,
  services: readonly Service[],
): Promise<readonly Diagnostic[]> {
  const facts = services.some(hasMemoryLimit) ? await engine.facts(signal) : undefined
  return services.flatMap((service) => brokenLimits(service, origins, facts))
}
