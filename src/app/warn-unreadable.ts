import type { LogSource } from '../events/host.ts'
import { report } from './load-project.ts'
import type { Surroundings } from './surroundings.ts'

/** Warns once for each container whose output cannot be shown; that of the others is. */
export function warnUnreadable(surroundings: Surroundings): (source: LogSource) => void {
  const warned = new Set<string>()
  return ({ label }) => {
    if (warned.has(label)) return
    warned.add(label)
    const message = `the output of ${label} cannot be shown: its logging driver keeps nothing to read`
    report(surroundings, [{ code: 'CMP415', severity: 'warning', message, hint }])
  }
}

const hint = 'without "logging", or with the driver json-file, local or journald, it can'
