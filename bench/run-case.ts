import { forgetBuildFiles, removeBuilt } from './build-files.ts'
import type { BenchCase } from './cases.ts'
import type { Contestant } from './contestant.ts'
import { measure } from './measure.ts'
import type { Sample } from './measure.ts'
import { bringTo, clearStage } from './stage.ts'
import type { Stage } from './stage.ts'

export interface Samples {
  readonly contestant: Contestant
  readonly samples: readonly Sample[]
}

/**
 * Runs all sides of a case by turns, `rounds` times, each round in the opposite order of the one before, so that whatever changes on the
 * machine meanwhile changes for all. A case that leaves its project as it was is run once unmeasured first.
 */
export async function runCase(
  stage: Stage,
  one: BenchCase,
  contestants: readonly Contestant[],
  rounds: number,
): Promise<readonly Samples[]> {
  await clearStage(stage, contestants.map(projectName))
  const samples = new Map<Contestant, Sample[]>(contestants.map((contestant) => [contestant, []]))
  if (one.from === one.to) for (const contestant of contestants) await runOnce(stage, one, contestant)
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? contestants : contestants.toReversed()
    for (const contestant of order) {
      if (one.from !== one.to) await clearStage(stage, [projectName(contestant)])
      samples.get(contestant)?.push(await runOnce(stage, one, contestant))
    }
  }
  return contestants.map((contestant) => ({ contestant, samples: samples.get(contestant) ?? [] }))
}

async function runOnce(stage: Stage, one: BenchCase, { project, command }: Contestant): Promise<Sample> {
  if (project && one.from) await bringTo(stage, project, one.from)
  if (project && one.from !== one.to) stage.states.set(project.name, 'unknown')
  if (one.context) await forgetBuildFiles(stage.engine)
  const sample = await measure(command, stage.env, stage.signal)
  if (project && one.context) await removeBuilt(stage.engine, project.name)
  if (project && one.to) stage.states.set(project.name, one.to)
  return sample
}

function projectName({ project }: Contestant): string {
  return project?.name ?? ''
}
