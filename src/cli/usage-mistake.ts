/** The command line itself is wrong: reported with exit code 2, before anything was loaded. */
export class UsageMistake extends Error {
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'UsageMistake'
    this.hint = hint
  }
}
