import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import { labelNames, serviceOf } from './labels.ts'
import type { NetworkRef } from './plan-networks.ts'
import type { UpFacts } from './up-facts.ts'

/** A network or volume that has to be made anew is in use by containers that stay: nothing is touched then. */
export function stillUsed(
  { kind, key, name }: NetworkRef,
  users: readonly ObservedContainer[],
  { project, origins }: Pick<UpFacts, 'project' | 'origins'>,
): Diagnostic {
  const span = origins.of([`${kind}s`, key])?.span
  const names = users.map((user) => `"${user.name}"`).join(', ')
  const all = users.every(({ labels }) => labels[labelNames.project] === project.name)
  const services = [...new Set(users.flatMap(({ labels }) => serviceOf(labels) ?? []))]
  return {
    code: 'CMP413',
    severity: 'error',
    message: `the definition of ${kind} "${name}" changed, and it is in use by ${names}, which this command does not replace`,
    hint: all
      ? `run "up" for ${services.join(', ')} too, and without --no-recreate; what belongs to no service any more goes with --remove-orphans`
      : `stop or remove what is not of this project first, or give the ${kind} another "name"`,
    ...(span === undefined ? {} : { span }),
  }
}
