import type { ObservedImage } from '../engine/observed.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { Project } from '../model/project.ts'
import { planPull, type PullIntent } from '../targets/engine/plan-pull.ts'
import { own } from '../units/own.ts'
import { loadNamed } from './load-named.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PullRequest extends PullIntent {
  readonly load: LoadRequest
  /** Also what the named services depend on. */
  readonly includeDependencies: boolean
  readonly dryRun: boolean
}

/** Fetches the images of services. Section 4.6. */
export async function pull(surroundings: Surroundings, request: PullRequest): Promise<Ending> {
  const loaded = await loadNamed(surroundings, request, request.includeDependencies)
  if (loaded.ending !== undefined) return loaded.ending
  const { project, origins, sources, names: services } = loaded
  const engine = await surroundings.engine()
  const images = await findImages(surroundings, project, services)
  const plan = planPull(project, images, { ...request, services })
  const run = { engine, plan, project, origins, sources, dryRun: request.dryRun }
  return endingOf(await runPlan(surroundings, run))
}

async function findImages(
  { engine, signal }: Surroundings,
  project: Project,
  services: readonly string[],
): Promise<ReadonlyMap<string, ObservedImage>> {
  const { images } = await engine()
  const references = new Set(services.flatMap((name) => own(project.services, name)?.image ?? []))
  const found = await Promise.all(
    [...references].map(async (reference) => [reference, await images.find(reference, signal)] as const),
  )
  return new Map(found.flatMap(([reference, image]) => (image === undefined ? [] : [[reference, image]])))
}
