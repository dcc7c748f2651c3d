import { parallelBuilds } from '../build/parallel-builds.ts'
import type { BuildOptions } from '../build/prepare-build.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedImage } from '../engine/observed.ts'
import type { Project } from '../model/project.ts'
import type { UpIntent } from '../targets/engine/intent.ts'
import { observeImages } from '../targets/engine/observe.ts'
import { planImages } from '../targets/engine/plan-images.ts'
import { refreshAfterMs } from '../targets/engine/pull-policy.ts'
import { smallPlan } from '../targets/engine/small-plan.ts'
import type { Loaded } from './load-project.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

interface Preparation {
  readonly engine: Engine
  readonly loaded: Loaded
  readonly project: Project
  readonly intent: Pick<UpIntent, 'pull' | 'build' | 'unixMs'>
  readonly buildOptions?: BuildOptions
}

/** `ready`: images were fetched or built, so that those that are there are the right ones. */
export type PreparedImages =
  { readonly ready: boolean; readonly ending?: never } | { readonly ending: Ending }

/**
 * Fetches and builds images before anything is decided about containers: what they are compared with is the image that is there then.
 * Images that are merely missing wait for the plan, unless something is to be built.
 */
export async function prepareImages(
  surroundings: Surroundings,
  { engine, loaded, project, intent, buildOptions }: Preparation,
): Promise<PreparedImages> {
  if (!mayChangeImages(project, intent)) return { ready: false }
  const images = await observeImages(engine, project, surroundings.signal)
  const { origins, sources } = loaded
  const { actions, problems } = planImages({ project, origins, observed: { images } }, intent)
  if (problems.length > 0 || !actions.some((action) => isUrgent(action, images))) return { ready: false }
  const plan = smallPlan(project.name, actions)
  const options = buildOptions === undefined ? {} : { buildOptions }
  const concurrency = parallelBuilds()
  const result = await runPlan(surroundings, {
    engine,
    plan,
    project,
    origins,
    sources,
    concurrency,
    ...options,
  })
  return result.outcome === 'done' || result.outcome === 'unchanged'
    ? { ready: true }
    : { ending: endingOf(result) }
}

/** Asking the engine about images is worth it only where one of them may become another. */
function mayChangeImages({ services }: Project, { pull }: Preparation['intent']): boolean {
  return Object.values(services).some(
    ({ build, platform, pull_policy: own }) =>
      build !== undefined ||
      platform !== undefined ||
      (pull ?? own) === 'always' ||
      refreshAfterMs(pull ?? own) !== undefined,
  )
}

function isUrgent(
  action: { readonly do: string; readonly target: { readonly name: string } },
  images: ReadonlyMap<string, ObservedImage>,
): boolean {
  return action.do === 'image.build' || images.has(action.target.name)
}
