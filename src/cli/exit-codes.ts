import type { Ending } from '../app/surroundings.ts'
import type { DiagnosticCode } from '../diagnostics/codes.ts'
import { assertNever } from '../diagnostics/errors.ts'

/** What the command tells the shell; docs/exit-codes.md explains each. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  invalidProject: 3,
  unreachable: 4,
  changes: 10,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type StopSignal = 'SIGINT' | 'SIGTERM'

interface Circumstances {
  /** Errors that were shown during the run. */
  readonly errors: ReadonlySet<DiagnosticCode>
  /** The signal that asked the run to end, if one did. */
  readonly stoppedBy: StopSignal | undefined
}

// Docker Compose exits with 1 for these, and scripts look at it: the files are fine, the command line named nothing in them.
const wrongSelection: ReadonlySet<DiagnosticCode> = new Set(['CMP208', 'CMP210'])

/** An interrupted run says so even when everything got done, as its caller asked for the end. */
export function exitCodeOf(ending: Ending, { errors, stoppedBy }: Circumstances): number {
  if (stoppedBy !== undefined) return codeOfSignal(stoppedBy)
  switch (ending.kind) {
    case 'done':
      return exitCodes.done
    case 'failed':
      return exitCodes.failed
    // As with a project that is invalid: nothing was done, and somebody has to say something else first.
    case 'undecided':
      return exitCodes.invalidProject
    case 'invalid':
      return onlyWrongSelection(errors) ? exitCodes.failed : exitCodes.invalidProject
    case 'cancelled':
      return exitCodes.interrupted
    case 'code':
      return ending.code
    default:
      return assertNever(ending)
  }
}

export function codeOfSignal(signal: StopSignal): number {
  return signal === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted
}

function onlyWrongSelection(errors: ReadonlySet<DiagnosticCode>): boolean {
  return errors.size > 0 && [...errors].every((code) => wrongSelection.has(code))
}
