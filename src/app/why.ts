import type { Diagnostic, SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import { EngineError } from '../engine/errors.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { Project } from '../model/project.ts'
import { dependencyOrder } from '../targets/engine/dependency-order.ts'
import { containerEvidence } from '../targets/engine/evidence.ts'
import { diskFinding } from '../targets/engine/findings/disk-finding.ts'
import { findCauses } from '../targets/engine/findings/find-causes.ts'
import type { Finding, SeenContainer, Situation } from '../targets/engine/findings/finding.ts'
import { observeImages } from '../targets/engine/observe.ts'
import { replicasOf } from '../targets/engine/replicas.ts'
import { reachableFrom } from '../graph/reach.ts'
import { own } from '../units/own.ts'
import { chooseServices } from './choose-services.ts'
import { findProject, onlyContainers } from './find-project.ts'
import type { Loaded } from './load-project.ts'
import { planProject } from './plan-project.ts'
import { seePorts } from './port-situation.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { upDefaults } from './up-defaults.ts'

export interface WhyRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
}

export type WhyResult =
  | { readonly ending: Ending }
  | {
      readonly ending?: never
      readonly project: string
      /** Those that were looked at: the ones named, with what they depend on. */
      readonly services: readonly string[]
      readonly findings: readonly Finding[]
      readonly sources: SourceTexts
    }

/** What is wrong now with services and with what they depend on. Only reads. */
export async function why(surroundings: Surroundings, request: WhyRequest): Promise<WhyResult> {
  // What containers were made with has the variables of env files in it.
  const load = { ...request.load, options: { ...request.load.options, resolveEnvFiles: true } }
  const found = await findProject(surroundings, load, onlyContainers)
  if (found.ending !== undefined) return found
  const chosen = chooseServices(surroundings, found, { services: request.services, strict: true })
  if (chosen.ending !== undefined) return chosen
  const { engine, loaded } = found
  const { project } = chosen
  const services = withDependencies(project, chosen.names)
  const [containers, planned, images, ports, disk] = await Promise.all([
    lookAt(surroundings, engine, services, found.observed.containers),
    loaded === undefined ? unknown : whatUpWouldDo(surroundings, { engine, loaded }, request),
    loaded === undefined ? undefined : observeImages(engine, project, surroundings.signal),
    seePorts(
      surroundings,
      engine,
      services.flatMap((name) => own(project.services, name) ?? []),
    ),
    fullDisk(surroundings, engine),
  ])
  const situation: Situation = {
    project,
    origins: loaded?.origins ?? noOrigins,
    services,
    containers,
    ...(planned.plan === undefined ? {} : { plan: planned.plan }),
    ...(images === undefined ? {} : { images: new Set(images.keys()) }),
    ...ports,
  }
  const impossible = (planned.problems ?? []).map((diagnostic): Finding => ({ diagnostic }))
  return {
    project: project.name,
    services,
    findings: [...disk, ...impossible, ...findCauses(situation, dependencyOrder(project))],
    sources: loaded?.sources ?? new Map(),
  }
}

const noOrigins: Origins = {
  of: () => undefined,
  isFromVariable: () => false,
  textsFromVariables: () => new Set(),
}

function withDependencies({ services }: Project, names: readonly string[]): readonly string[] {
  const edges = new Map(
    Object.values(services).map((service) => [service.name, Object.keys(service.depends_on ?? {})] as const),
  )
  return [...reachableFrom(names, edges)].filter((name) => own(services, name) !== undefined)
}

/** Containers that plainly run are taken from the listing; the others are asked about one by one. */
async function lookAt(
  { signal }: Surroundings,
  engine: Engine,
  services: readonly string[],
  containers: readonly ObservedContainer[],
): Promise<Situation['containers']> {
  const seen = services.map(async (name) => {
    const replicas = replicasOf(name, containers)
    return [name, await Promise.all(replicas.map((listed) => look(engine, listed, signal)))] as const
  })
  return new Map(await Promise.all(seen))
}

async function look(engine: Engine, listed: ObservedContainer, signal: AbortSignal): Promise<SeenContainer> {
  const isFine = listed.state === 'running' && listed.health === 'healthy'
  if (isFine) return { listed }
  try {
    const details = await engine.containers.inspect(listed.id, signal)
    const isPlain = details.state === 'running' && !details.hasHealthcheck && details.restartCount === 0
    if (isPlain) return { listed, details }
    return { listed, details, evidence: await containerEvidence(engine, details, signal) }
  } catch (error) {
    // It went away in the meantime.
    if (error instanceof EngineError && error.kind === 'not-found') return { listed }
    throw error
  }
}

/** Where the engine tells, or is on this machine. */
async function fullDisk({ machine, signal }: Surroundings, engine: Engine): Promise<readonly Finding[]> {
  const here = await machine?.(engine.address)
  const { rootDirectory, disk } = await engine.facts(signal)
  return diskFinding(rootDirectory, disk ?? (await here?.spaceOf(rootDirectory)))
}

interface WouldBe {
  readonly plan?: Situation['plan']
  readonly problems?: readonly Diagnostic[]
}

const unknown: WouldBe = {}

/** The plan, or why there is none; what only concerns a run is left out. */
async function whatUpWouldDo(
  surroundings: Surroundings,
  { engine, loaded }: { readonly engine: Engine; readonly loaded: Loaded },
  { load, services }: WhyRequest,
): Promise<WouldBe> {
  const problems: Diagnostic[] = []
  const host: Surroundings['host'] = {
    emit: (event) => {
      if (event.type === 'diagnostic' && event.diagnostic.severity === 'error')
        problems.push(event.diagnostic)
    },
    confirm: () => Promise.resolve(false),
  }
  const request = { ...upDefaults, load, services, ignoreOrphans: true }
  const planned = await planProject({ ...surroundings, host }, { engine, loaded, request, neverAsk: true })
  return planned.ending === undefined ? { plan: planned.plan } : { problems }
}
