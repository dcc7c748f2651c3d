import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedImage } from '../engine/observed.ts'
import type { Project } from '../model/project.ts'
import type { Plan } from '../planner/plan.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import type { OneOffIntent, UpIntent } from '../targets/engine/intent.ts'
import { observe } from '../targets/engine/observe.ts'
import { suppliedServices } from '../targets/engine/plan-supplies.ts'
import { planUp, type Planned } from '../targets/engine/plan-up.ts'
import type { UpFacts } from '../targets/engine/up-facts.ts'
import { report, type Loaded } from './load-project.ts'
import {
  agreedTo,
  askForVolumes,
  nothingAsked,
  undecidedVolumes,
  type VolumeAnswers,
} from './ask-for-volumes.ts'
import { noPrograms } from './no-programs.ts'
import { askForVariables, missingPrograms } from './prepare-supplies.ts'
import { hasNoChance } from './preflight.ts'
import { prepareImages, type PreparedImages } from './prepare-images.ts'
import { readSeccompProfiles, withEngineSockets } from './prepare-project.ts'
import { scaleMistakes } from './scale-mistakes.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import type { UpRequest } from './up-request.ts'

interface PlanRequest {
  readonly engine: Engine
  readonly loaded: Loaded
  readonly request: UpRequest
  /** For `run`: a container beside the replicas of its service. */
  readonly oneOff?: OneOffIntent
  /** Keep volumes that could only be changed by losing their data. */
  readonly neverAsk?: boolean
  /** The warnings of the plan are told by somebody else. */
  readonly untold?: boolean
}

export type PlannedProject =
  | {
      readonly plan: Plan<EngineAction>
      readonly project: Project
      /** Those that were there, by reference. */
      readonly images: ReadonlyMap<string, ObservedImage>
      readonly ending?: never
    }
  | { readonly ending: Ending }

/**
 * Observes and plans; where data would be lost it asks, and plans again with the answer. Images that are to be built or fetched anew are
 * so before, unless the plan is only to be shown.
 */
export async function planProject(
  surroundings: Surroundings,
  { engine, loaded, request, oneOff, neverAsk = false, untold = false }: PlanRequest,
): Promise<PlannedProject> {
  const canAct = !request.dryRun && !neverAsk
  const selected = request.noDeps ? withoutDependencies(loaded.project, request.services) : loaded.project
  const project = await withEngineSockets(surroundings, selected)
  const mistakes = [
    ...scaleMistakes(loaded.project, loaded.origins, request.scale),
    ...(await missingPrograms(surroundings.programs ?? noPrograms, project, loaded.origins)),
  ]
  if (mistakes.length > 0) return refused(surroundings, mistakes, loaded)
  const images = await imagesFor(
    surroundings,
    { engine, loaded, project, intent: imageIntent(surroundings, request) },
    canAct,
  )
  if (images.ending !== undefined) return { ending: images.ending }
  const observed = await observe(engine, project, surroundings.signal)
  const facts = await factsOf(surroundings, loaded, { project, observed, ...knownVariables(loaded, project) })
  const intent = {
    ...intentOf(surroundings, request),
    ...(images.ready ? ({ areImagesReady: true } as const) : {}),
    ...(oneOff === undefined ? {} : { oneOff }),
  }
  const first = planUp(facts, intent)
  if (!first.ok) return refused(surroundings, first.diagnostics, loaded)
  const asked = await answersFor(surroundings, first.plan, {
    neverAsk,
    agreed: request.agreed,
  })
  if (asked.undecided.length > 0 && canAct) {
    report(surroundings, undecidedVolumes(asked.undecided, loaded), loaded.sources)
    return { ending: { kind: 'undecided' } }
  }
  const supplied = canAct
    ? await askForVariables(surroundings, { engine, loaded, project, plan: first.plan })
    : { project }
  if (supplied.ending !== undefined) return { ending: supplied.ending }
  const planned = planAgain(first, {
    facts,
    project: supplied.project,
    intent: { ...intent, replaceVolumes: asked.agreed },
  })
  if (!planned.ok) return refused(surroundings, planned.diagnostics, loaded)
  const { plan } = planned
  const result = { plan, project: supplied.project, images: observed.images }
  if (canAct && (await hasNoChance(surroundings, { engine, loaded, ...result })))
    return { ending: { kind: 'failed' } }
  if (!untold) report(surroundings, plan.warnings, loaded.sources)
  return result
}

function answersFor(
  surroundings: Surroundings,
  { kept }: Plan,
  { neverAsk, agreed }: { readonly neverAsk: boolean; readonly agreed: true | undefined },
): VolumeAnswers | Promise<VolumeAnswers> {
  if (agreed === true) return agreedTo(kept)
  return neverAsk ? nothingAsked : askForVolumes(surroundings, kept)
}

/** With the answers of the user, of providers and of models, where there were any. */
function planAgain(
  first: Planned,
  {
    facts,
    project,
    intent,
  }: { readonly facts: UpFacts; readonly project: Project; readonly intent: UpIntent },
): Planned {
  const isAsked = project !== facts.project
  if (intent.replaceVolumes.length === 0 && !isAsked) return first
  return planUp(isAsked ? { ...facts, project, unknownVariables: new Set() } : facts, intent)
}

/** Providers that are left out of a run are not asked, and what they would tell stays unknown. */
function knownVariables(loaded: Loaded, project: Project): Pick<UpFacts, 'unknownVariables'> {
  return suppliedServices(project).size > 0 ? {} : { unknownVariables: suppliedServices(loaded.project) }
}

function refused(
  surroundings: Surroundings,
  diagnostics: readonly Diagnostic[],
  { sources }: Loaded,
): { readonly ending: Ending } {
  report(surroundings, diagnostics, sources)
  return { ending: { kind: 'failed' } }
}

/** What a plan is made from, with what belongs to the user's machine rather than to the project. */
async function factsOf(
  surroundings: Surroundings,
  { origins }: Loaded,
  known: Pick<UpFacts, 'project' | 'observed' | 'unknownVariables'>,
): Promise<UpFacts> {
  const settings = await surroundings.clientSettings?.()
  return {
    ...known,
    origins,
    seccompProfiles: await readSeccompProfiles(surroundings, known.project),
    ...(settings === undefined ? {} : { proxyEnvironment: settings.proxyEnvironment }),
  }
}

function intentOf(surroundings: Surroundings, request: UpRequest): UpIntent {
  return {
    services: request.services,
    recreate: request.renewAnonymousVolumes ? 'force' : request.recreate,
    recreateDependencies: dependencyPolicy(request),
    renewAnonymousVolumes: request.renewAnonymousVolumes,
    scale: request.scale,
    removeOrphans: request.removeOrphans,
    warnOrphans: !request.ignoreOrphans,
    start: !request.noStart,
    wait: request.wait,
    replaceVolumes: [],
    ...(request.timeoutSeconds === undefined ? {} : { timeoutSeconds: request.timeoutSeconds }),
    ...imageIntent(surroundings, request),
  }
}

function imageIntent(
  { unixMs }: Surroundings,
  { pull, build }: UpRequest,
): Pick<UpIntent, 'pull' | 'build' | 'unixMs'> {
  return {
    ...(pull === undefined ? {} : { pull }),
    ...(build === undefined ? {} : { build }),
    ...(unixMs === undefined ? {} : { unixMs: unixMs() }),
  }
}

/** A plan that is only shown has the builds in it. */
async function imagesFor(
  surroundings: Surroundings,
  preparation: Parameters<typeof prepareImages>[1],
  canAct: boolean,
): Promise<PreparedImages> {
  return canAct ? prepareImages(surroundings, preparation) : { ready: false }
}

function dependencyPolicy(request: UpRequest): UpIntent['recreate'] {
  if (request.recreate === 'never') return 'never'
  return request.recreateDependencies ? 'force' : 'diverged'
}

function withoutDependencies(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project
  const all = Object.entries(project.services)
  const services = all
    .filter(([name]) => names.includes(name))
    .map(([name, service]) => {
      const needed = Object.entries(service.depends_on ?? {}).filter(([other]) => names.includes(other))
      return [name, { ...service, depends_on: Object.fromEntries(needed) }]
    })
  // They are the project's all the same: what runs of them is no orphan.
  const others = Object.fromEntries(all.filter(([name]) => !names.includes(name)))
  const disabledServices = { ...project.disabledServices, ...others }
  return { ...project, services: Object.fromEntries(services), disabledServices }
}
