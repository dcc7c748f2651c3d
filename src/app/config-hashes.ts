import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { unknownServices } from '../load/select.ts'
import { configHash, unresolvedHash } from '../model/config-hash.ts'
import type { HashForm } from '../model/config-hash.ts'
import type { Project } from '../model/project.ts'
import { compareText } from '../units/compare-text.ts'
import { own } from '../units/own.ts'

/** Which form of hash variables ask for; `config` cannot look at containers as `up` does. */
export function askedForm(environment: Readonly<Record<string, string>>): HashForm {
  return own(environment, 'GANTRY_CONFIG_HASH') === '2.40' ? '2.40' : 'v5'
}

/**
 * `NAME HASH` of the services in a comma-separated list, sorted; `*` is all. The form of 2.40 is of a project whose env files are
 * still to be read, the other of a complete one.
 */
export function hashLines(
  project: Project,
  list: string,
  form: HashForm,
): { readonly lines: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const names = list === '*' ? Object.keys(project.services) : list.split(',')
  const diagnostics = unknownServices(project.services, names)
  const lines = [...new Set(names)].sort(compareText).flatMap((name) => {
    const service = own(project.services, name)
    if (service === undefined) return []
    return [`${name} ${form === 'v5' ? configHash(service, { form }) : unresolvedHash(service)}`]
  })
  return { lines, diagnostics }
}
