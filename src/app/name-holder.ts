import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Engine } from '../engine/engine.ts'
import type { Project } from '../model/project.ts'
import type { EngineAction } from '../targets/engine/actions.ts'
import { holderCure, holderOf, holderText, wantedPorts } from '../targets/engine/port-holders.ts'
import { own } from '../units/own.ts'
import { seePorts } from './port-situation.ts'
import type { Surroundings } from './surroundings.ts'

interface Failure {
  readonly engine: Engine
  readonly project: Pick<Project, 'services'> | undefined
  readonly action: EngineAction | undefined
}

/** Adds who has the port to the report of a start that did not succeed for lack of it, where that can be found out. */
export async function nameHolder(
  surroundings: Surroundings,
  problem: Diagnostic,
  { engine, project, action }: Failure,
): Promise<Diagnostic> {
  const name = action?.target.kind === 'container' ? action.target.service : ''
  const service = own(project?.services, name)
  if (problem.code !== 'CMP404' || service === undefined || surroundings.signal.aborted) return problem
  try {
    const { others, listeners } = await seePorts(surroundings, engine, [service])
    const holders = wantedPorts(service.ports).map((wanted) => holderOf(wanted, others, listeners))
    const holder = holders.find((found) => found !== undefined)
    if (holder === undefined) return problem
    return {
      ...problem,
      message: `${problem.message.replace(/ on this machine$/u, '')}: ${holderText(holder)} has it`,
      hint: holderCure(holder),
    }
  } catch {
    // It only makes the report better: what went wrong is known without it.
    return problem
  }
}
