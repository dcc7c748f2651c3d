import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { Service } from '../../model/service.ts'
import type { Decisions } from './decisions.ts'
import { namespaceParents, serviceNamed } from './shared-namespaces.ts'

/** Services that share with one of which no container is to be there: their containers could not be made, or not start. */
export function missingParents(
  service: Service,
  decisions: Decisions,
  origins: Origins,
): readonly Diagnostic[] {
  return namespaceParents(service)
    .filter((parent) => decisions.get(parent)?.instances.length === 0)
    .map((parent) => {
      const span = origins.of(['services', service.name, sharingField(service, parent)])?.span
      return {
        code: 'CMP206',
        severity: 'error',
        message: `service "${service.name}" shares with service "${parent}", of which no container is wanted`,
        ...(span === undefined ? {} : { span }),
        hint: `ask for a container of "${parent}", or for none of "${service.name}"`,
      }
    })
}

function sharingField(service: Service, parent: string): string {
  const modes = ['network_mode', 'ipc', 'pid'] as const
  return modes.find((field) => serviceNamed(service[field]) === parent) ?? 'volumes_from'
}
