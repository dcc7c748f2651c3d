import type { Engine } from '../engine/engine.ts'
import type { Project } from '../model/project.ts'
import type { Surroundings } from './surroundings.ts'

const noTurn: Disposable = { [Symbol.dispose]: () => undefined }

/** The turn of this command on a project; a dry run needs none. */
export function takeTurn(
  surroundings: Surroundings,
  {
    engine,
    project,
    dryRun,
  }: { readonly engine: Engine; readonly project: Project; readonly dryRun: boolean },
): Promise<Disposable> {
  if (dryRun) return Promise.resolve(noTurn)
  return surroundings.takeTurn(`${engine.address} ${project.name}`, surroundings.signal)
}
