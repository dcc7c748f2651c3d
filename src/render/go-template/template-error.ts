/** A template the user wrote is wrong, or does not fit what it is applied to. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TemplateError'
  }
}
