import { compareTexts, compareValues } from './compare.ts'
import type { Difference, Found } from './compare.ts'
import type { StepRecord } from './run-scenario.ts'

/** What the two tools did not do alike. A difference on the engine is named at the first step that shows it. */
export function compareRecords(
  scenario: string,
  ours: readonly StepRecord[],
  theirs: readonly StepRecord[],
): readonly Difference[] {
  const seen = new Set<string>()
  return ours.flatMap((our, index) => {
    const their = theirs[index]
    if (their === undefined) return []
    const named = (what: Difference['what']) => (found: Found) => ({
      scenario,
      step: our.step,
      what,
      ...found,
    })
    const fresh = compareValues(our.state, their.state).filter((found) => !seen.has(JSON.stringify(found)))
    for (const found of fresh) seen.add(JSON.stringify(found))
    return [
      ...exitCodes(our, their).map(named('exit code')),
      ...compareTexts(our.output, their.output).map(named('output')),
      ...fresh.map(named('engine')),
    ]
  })
}

function exitCodes(our: StepRecord, their: StepRecord): readonly Found[] {
  if (our.exitCode === their.exitCode) return []
  return [{ path: '', ours: String(our.exitCode), theirs: String(their.exitCode) }]
}
