import type { FailureFacts } from '../../diagnostics/diagnostic.ts'
import type { ContainerDetails } from '../../engine/observed.ts'
import type { Evidence } from './evidence.ts'
import { serviceOf } from './labels.ts'

/** What programs are told of a container that is not as wanted. */
export function failureFacts(details: ContainerDetails, { ranMs }: Pick<Evidence, 'ranMs'>): FailureFacts {
  const service = serviceOf(details.labels)
  const hasEnded = details.state === 'exited' || details.state === 'dead' || details.state === 'restarting'
  return {
    ...(service === undefined ? {} : { service }),
    container: details.name,
    ...(hasEnded ? { exitCode: details.exitCode, outOfMemory: details.oomKilled } : {}),
    ...(details.hasHealthcheck ? { health: details.health } : {}),
    ...(ranMs === undefined ? {} : { elapsedMs: Math.round(ranMs) }),
  }
}
