import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { carryOutShown } from './carry-out-shown.ts'
import { load, report } from './load-project.ts'
import { planProject } from './plan-project.ts'
import { differencesOf } from './plan-differences.ts'
import { readSavedPlan, savedPlan, type ReadPlan } from './saved-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'
import { takeTurn } from './take-turn.ts'
import { upDefaults } from './up-defaults.ts'
import type { UpRequest } from './up-request.ts'

export interface ApplyRequest {
  /** Of the saved plan, absolute; `-` for standard input. */
  readonly path: string
  /** As the user wrote it. */
  readonly name: string
  /** The shell's variables, which saved plans do not hold. */
  readonly environment: Readonly<Record<string, string>>
  readonly quietPull: boolean
  readonly dryRun: boolean
}

/**
 * Carries out a saved plan, and nothing else: the project is loaded and planned once more, and where that gives another plan, or the
 * same one from other files or on another state of the engine, nothing is done.
 */
export async function apply(surroundings: Surroundings, request: ApplyRequest): Promise<Ending> {
  const saved = await readPlan(surroundings, request)
  if ('code' in saved) return refuse(surroundings, saved)
  const { environment, quietPull, dryRun } = request
  const asked: UpRequest = {
    ...upDefaults,
    ...saved.request,
    load: { ...saved.request.load, environment },
    quietPull,
    dryRun,
  }
  const loaded = await load(surroundings, { ...asked.load, services: asked.services })
  if (loaded.ending !== undefined) return loaded.ending
  const engine = await surroundings.engine()
  using turn = await takeTurn(surroundings, { engine, project: loaded.project, dryRun })
  const given = { engine, loaded, request: asked }
  const planned = await planProject(surroundings, { ...given, neverAsk: true, untold: true })
  if (planned.ending !== undefined) return planned.ending
  const secrets = loaded.origins.textsFromVariables()
  const fresh = savedPlan(planned.plan, { request: asked, engine: engine.address, secrets })
  const differences = differencesOf(saved, fresh)
  if (differences.length > 0) return refuse(surroundings, outdated(request.name, differences))
  return carryOutShown(surroundings, { ...given, planned, onMade: () => turn[Symbol.dispose]() })
}

async function readPlan(
  { reader, signal }: Surroundings,
  { path, name }: ApplyRequest,
): Promise<ReadPlan | Diagnostic> {
  const text = await reader.read(path, signal)
  if (text !== undefined) return readSavedPlan(text, name)
  return { code: 'CMP303', severity: 'error', message: `there is no plan "${name}"`, hint: writeOne }
}

const writeOne = 'write one with "compose plan -o FILE"'

function refuse(surroundings: Surroundings, diagnostic: Diagnostic): Ending {
  report(surroundings, [diagnostic])
  return { kind: 'undecided' }
}

function outdated(name: string, differences: readonly string[]): Diagnostic {
  return {
    code: 'CMP304',
    severity: 'error',
    message: `the plan "${name}" no longer fits, and nothing was done: ${differences.join('; ')}`,
    hint: 'look at a new one, and save it: compose plan -o FILE',
  }
}
