import { configHash, formsDiffer, type HashForm } from '../../model/config-hash.ts'
import { own } from '../../units/own.ts'
import { isOneOff, labelNames, serviceOf } from './labels.ts'
import { replicasOf } from './replicas.ts'
import { withContainerIds } from './shared-namespaces.ts'
import type { UpFacts } from './up-facts.ts'

/**
 * Which of the two published forms of the config hash new containers carry: the one asked for, else the one the project's
 * containers carry already, else the newer. The forms differ only for services with bind mounts. Section 4.3.
 */
export function hashForm({ project, observed }: Pick<UpFacts, 'project' | 'observed'>): HashForm {
  const asked = project.environment['GANTRY_CONFIG_HASH']
  if (asked === '2.40' || asked === 'v5') return asked
  const carriesOlder = observed.containers.some((container) => {
    const service = own(project.services, serviceOf(container.labels) ?? '')
    if (service === undefined || !formsDiffer(service) || isOneOff(container.labels)) return false
    const hash = container.labels[labelNames.configHash]
    const hashed = withContainerIds(service, (name) => replicasOf(name, observed.containers)[0]?.id)
    return hash === configHash(hashed, { form: '2.40' }) && hash !== configHash(hashed, { form: 'v5' })
  })
  return carriesOlder ? '2.40' : 'v5'
}
