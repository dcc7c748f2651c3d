/** Tells the person at the terminal what happens; standard error, so that results can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A reason to stop that the person can act on: shown without a stack. */
export class SetUpError extends Error {}

/** Runs a script and turns a `SetUpError` into its text and exit code 1; anything else is a bug and keeps its stack. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    say(`\n${error.message}`)
    process.exitCode = 1
  }
}
