/** Tells the person at the terminal what happens; standard error, so that results can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A reason to stop that the person can act on: shown without a stack. */
export class SetUpError extends Error {}

/** Runs a script and turns a `SetUpError`, or options it does not have, into a text and exit code 1; anything else is a bug and keeps its stack. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof SetUpError || isAboutArguments(error))) throw error
    say(`\n${error.message}`)
    process.exitCode = 1
  }
}

function isAboutArguments(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}
