import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { unknownServices } from '../load/select.ts'
import { configHash } from '../model/config-hash.ts'
import type { Project } from '../model/project.ts'
import { compareText } from '../units/compare-text.ts'
import { own } from '../units/own.ts'

/** `NAME HASH` of the services in a comma-separated list, sorted; `*` is all. */
export function hashLines(
  project: Project,
  list: string,
): { readonly lines: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const names = list === '*' ? Object.keys(project.services) : list.split(',')
  const diagnostics = unknownServices(project.services, names)
  const form = project.environment['GANTRY_CONFIG_HASH'] === '2.40' ? '2.40' : 'v5'
  const lines = [...new Set(names)].sort(compareText).flatMap((name) => {
    const service = own(project.services, name)
    return service === undefined ? [] : [`${name} ${configHash(service, { form })}`]
  })
  return { lines, diagnostics }
}
