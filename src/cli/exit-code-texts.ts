import type { exitCodes } from './exit-codes.ts'

/** What each exit code means, for docs/exit-codes.md. */
export const exitCodeTexts: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'Done: what was asked for is reached',
  failed:
    'An action failed, a container that was waited for did not get there, a service was named that does not exist, or `compose doctor` or `compose why` found something wrong',
  usage:
    'The command line is wrong: an unknown command or option, a value that does not fit, options that exclude each other',
  invalidProject:
    'Nothing was done: the project is invalid or there is none, and every mistake was shown with its place; or nobody was there to agree to a plan or to the loss of data, and the message names the flag that agrees; or a saved plan no longer fits',
  unreachable: 'The engine cannot be reached; `compose doctor` says which one was looked for and why',
  changes: '`compose plan --exit-code` and there is something to do',
  bug: 'A mistake in Gantry itself; what was printed helps to find it',
  interrupted: 'Interrupted (Ctrl-C)',
  terminated: 'Ended by SIGTERM',
}

/** What else there is to know about them, a sentence or two each. */
export const exitCodeRemarks: readonly string[] = [
  '`up --exit-code-from SERVICE` and `up --abort-on-container-exit` end with the code of the container, whatever it is.',
  'A run that was interrupted says so even when everything got done in the meantime.',
  'When the reader of standard output goes away (`compose logs | head`), the command ends with 0.',
  'Docker Compose ends with 1 where Gantry ends with 2, 3 or 4.',
]
