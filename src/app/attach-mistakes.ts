import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggest.ts'
import type { Project } from '../model/project.ts'
import { own } from '../units/own.ts'
import type { UpRequest } from './up-request.ts'

/** Services that an `up` is to watch and does not start. */
export function attachMistakes(
  { services }: Project,
  { attach, exitCodeFrom }: Pick<UpRequest, 'attach' | 'exitCodeFrom'>,
): readonly Diagnostic[] {
  const watched = exitCodeFrom === undefined ? attach : [exitCodeFrom, ...attach]
  return watched
    .filter((name) => own(services, name) === undefined)
    .map((name) => {
      const meant = suggest(name, Object.keys(services))
      return {
        code: 'CMP208',
        severity: 'error',
        message: `no such service among those that are started: ${name}`,
        ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
      }
    })
}
