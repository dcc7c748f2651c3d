import { parallelBuilds } from '../build/parallel-builds.ts'
import type { BuildOptions } from '../build/prepare-build.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { planBuild } from '../targets/engine/plan-builds.ts'
import { planPush } from '../targets/engine/plan-push.ts'
import { smallPlan } from '../targets/engine/small-plan.ts'
import { loadNamed } from './load-named.ts'
import { checkImageBuilds, printImageBuilds } from './look-at-builds.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface BuildRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  /** Also what the named services depend on. */
  readonly withDependencies: boolean
  readonly options: BuildOptions
  readonly dryRun: boolean
  /** Send each image to its registry when it is built. */
  readonly push?: true
  /** Only look for mistakes in the Dockerfiles. */
  readonly check?: true
  /** Only print what would be built. */
  readonly print?: (text: string) => void
}

/** Builds the images of services. Section 6. */
export async function build(surroundings: Surroundings, request: BuildRequest): Promise<Ending> {
  const loaded = await loadNamed(surroundings, request, request.withDependencies)
  if (loaded.ending !== undefined) return loaded.ending
  const { project, origins, sources, names: services } = loaded
  const actions = planBuild(project, services)
  if (actions.length === 0) {
    surroundings.host.emit({ type: 'notice', text: 'No services to build' })
    return { kind: 'done' }
  }
  const look = { loaded, actions, options: request.options }
  if (request.print !== undefined) return printImageBuilds(surroundings, look, request.print)
  if (request.check === true) return checkImageBuilds(surroundings, look)
  const engine = await surroundings.engine()
  const pushes = request.push === true ? pushesAfter(actions, planPush(project, services, keepFailures)) : []
  const plan = smallPlan(project.name, [...actions, ...pushes])
  const { dryRun, options: buildOptions } = request
  return endingOf(
    await runPlan(surroundings, {
      engine,
      plan,
      project,
      origins,
      sources,
      dryRun,
      buildOptions,
      concurrency: parallelBuilds(),
    }),
  )
}

const keepFailures = { ignoreFailures: false }

type Pushes = ReturnType<typeof planPush>

/** Nothing is pushed before all is built. */
function pushesAfter(builds: ReturnType<typeof planBuild>, pushes: Pushes): Pushes {
  const after = builds.map(({ id }) => id)
  return pushes.map((push) => ({ ...push, after }))
}
