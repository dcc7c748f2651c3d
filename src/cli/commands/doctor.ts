import { examine, overallLevel, type Diagnosis, type FoundEngine } from '../../app/doctor/doctor.ts'
import type { Machine } from '../../app/doctor/machine.ts'
import { EngineError } from '../../engine/errors.ts'
import { formatDiagnosis } from '../../render/diagnosis-text.ts'
import { createStyle } from '../../render/style.ts'
import { hasColor, outputChoice } from '../choose-renderer.ts'
import { findEngine, openEngine } from '../choose-target.ts'
import type { GlobalValues, Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { doctorFlags } from '../flags/doctor.ts'
import { lookAtMachine } from '../machine.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

/** How long the engine may take for its answers; over SSH the first one takes seconds. */
const patienceMs = 15_000

/** Looks for what commonly goes wrong with engines and machines. Loads no project. */
export async function runDoctor(
  { flags, globals }: Invocation<typeof doctorFlags>,
  shell: Shell,
): Promise<number> {
  const output = outputChoice(globals, shell.environment)
  const machine = await lookAtMachine(shell)
  const found = await chosenEngine(globals, shell)
  await using _engine = found.engine
  const diagnosis = await examine({
    found,
    machine,
    unixMs: shell.unixMs,
    signal: AbortSignal.timeout(patienceMs),
  })
  const style = createStyle(hasColor(shell.stdout, output, shell.environment))
  shell.stdout.write(
    flags.json
      ? `${JSON.stringify(jsonOf(diagnosis, machine), null, 2)}\n`
      : formatDiagnosis(diagnosis.findings, style),
  )
  if (diagnosis.engine === undefined) return exitCodes.unreachable
  return overallLevel(diagnosis.findings) === 'problem' ? exitCodes.failed : exitCodes.done
}

/** An address that makes no sense is a finding here: the rest of the machine is worth a look all the same. */
async function chosenEngine(globals: GlobalValues, shell: Shell): Promise<FoundEngine> {
  try {
    const location = await findEngine(globals, shell)
    return { engine: await openEngine(location, shell), why: location.why }
  } catch (error) {
    if (!(error instanceof EngineError || error instanceof UsageMistake)) throw error
    const isDenied = error instanceof EngineError && error.kind === 'denied'
    return { engine: undefined, problem: error.message, isDenied }
  }
}

/** As schemas/doctor.schema.json describes it. */
function jsonOf({ engine, findings }: Diagnosis, { diskOf: _diskOf, ...machine }: Machine) {
  return { version: 1, level: overallLevel(findings), engine: engine ?? null, machine, findings }
}
