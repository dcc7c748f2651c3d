import type { LoadRequest } from '../load/load-request.ts'
import { expandPatterns } from '../load/service-patterns.ts'
import { observeWithSteps } from '../targets/engine/observe.ts'
import { planDown } from '../targets/engine/plan-down.ts'
import { findProject, type FoundProject } from './find-project.ts'
import { imagesToRemove } from './images-to-remove.ts'
import { report } from './load-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface DownRequest {
  readonly load: LoadRequest
  readonly services: readonly string[]
  readonly volumes: boolean
  readonly removeOrphans: boolean
  /** Images, too: those built for the project, or all of its services. */
  readonly removeImages?: 'local' | 'all'
  readonly timeoutSeconds?: number
  readonly dryRun: boolean
}

/**
 * Ending many containers at once makes each of them slower in the engine; one that takes its time to stop costs nothing, so it
 * does not keep the others waiting.
 */
const endingContainers = { concurrency: 4, patienceMs: 250 } as const

/** Stops and removes what a project runs; named volumes only on request. Section 1.8. */
export async function down(surroundings: Surroundings, asked: DownRequest): Promise<Ending> {
  const found = await findProject(surroundings, asked.load, observeWithSteps)
  if (found.ending !== undefined) return found.ending
  const { engine, loaded, observed, project } = found
  const request = { ...asked, services: expandPatterns(asked.services, Object.keys(project.services)) }
  const unknown = loaded === undefined ? [] : request.services.filter((name) => !isService(project, name))
  if (unknown.length > 0) {
    report(
      surroundings,
      unknown.map((name) => ({ code: 'CMP208', severity: 'error', message: `no such service: ${name}` })),
    )
    return { kind: 'failed' }
  }
  const plan = planDown(
    project,
    {
      ...observed,
      images: new Map(),
      namedNetworks: new Map(),
      namedVolumes: new Map(),
      outsiders: [],
      apiVersion: '',
    },
    { ...request, images: await imagesOf(surroundings, found, request) },
  )
  report(surroundings, plan.warnings)
  if (plan.actions.length === 0) {
    report(surroundings, [
      {
        code: 'CMP213',
        severity: 'warning',
        message: `no resource found to remove for project "${project.name}"`,
      },
    ])
    return { kind: 'done' }
  }
  return endingOf(
    await runPlan(surroundings, {
      engine,
      plan,
      dryRun: request.dryRun,
      ...loaded,
      ...endingContainers,
    }),
  )
}

async function imagesOf(
  { signal }: Surroundings,
  { engine, project }: FoundProject,
  { services, removeImages: which }: DownRequest,
): Promise<readonly string[]> {
  if (which === undefined) return []
  const meant = services.length > 0 ? services : Object.keys(project.services)
  return imagesToRemove({ engine, project, services: meant, which }, signal)
}

function isService(
  project: { readonly services: object; readonly disabledServices: object },
  name: string,
): boolean {
  return Object.hasOwn(project.services, name) || Object.hasOwn(project.disabledServices, name)
}
