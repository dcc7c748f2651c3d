import { TemplateError } from '../render/go-template/template-error.ts'
import { UsageMistake } from './usage-mistake.ts'

/** Formats with a template of the user; what is wrong with it is a mistake on the command line. */
export function withTemplate(format: () => string): string {
  try {
    return format()
  } catch (error) {
    if (error instanceof TemplateError) throw new UsageMistake(`--format: ${error.message}`)
    throw error
  }
}
