import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { Service } from '../../model/service.ts'
import { resourceFields } from './spec-resources.ts'

/** What Docker takes at least; other engines leave it to the kernel. */
const leastBytes = 6 * 1024 * 1024

interface LimitRule {
  readonly isBroken: (limits: Limits) => boolean
  readonly says: string
  readonly cure: string
  readonly fields: readonly string[]
}

interface Limits {
  readonly memory: number
  readonly reservation: number
  readonly swap: number
}

/** No engine honours these. */
const contradictions: readonly LimitRule[] = [
  {
    isBroken: ({ memory, reservation }) => memory > 0 && reservation > memory,
    says: 'mem_reservation is above mem_limit',
    cure: 'lower mem_reservation, or raise mem_limit',
    fields: ['mem_reservation', 'mem_limit', 'deploy'],
  },
  {
    isBroken: ({ memory, swap }) => memory > 0 && swap > 0 && swap < memory,
    says: 'memswap_limit is below mem_limit',
    cure: 'memswap_limit is memory and swap together: raise it, or leave it out',
    fields: ['memswap_limit', 'mem_limit'],
  },
]

const tooLow: LimitRule = {
  isBroken: isTooLow,
  says: 'its memory limit is too low for any program',
  cure: 'raise mem_limit (deploy.resources.limits.memory) to 6m at least',
  fields: ['mem_limit', 'deploy'],
}

/** Whether Docker would refuse the limit; worth finding out then what engine it is. */
export function hasTinyLimit(service: Service): boolean {
  return isTooLow(limitsOf(service))
}

/** Memory limits of a service that cannot be. */
export function brokenLimits(
  service: Service,
  origins: Origins,
  { isDocker }: { readonly isDocker: boolean },
): readonly Diagnostic[] {
  const limits = limitsOf(service)
  const rules = isDocker ? [...contradictions, tooLow] : contradictions
  return rules
    .filter(({ isBroken }) => isBroken(limits))
    .map(({ says, cure, fields }): Diagnostic => {
      const spans = fields.map((field) => origins.of(['services', service.name, field])?.span)
      const span = spans.find((found) => found !== undefined)
      const message = `service "${service.name}": ${says}`
      return {
        code: 'CMP432',
        severity: 'error',
        message,
        hint: cure,
        ...(span === undefined ? {} : { span }),
      }
    })
}

function isTooLow({ memory }: Limits): boolean {
  return memory > 0 && memory < leastBytes
}

function limitsOf(service: Service): Limits {
  const { Memory, MemoryReservation, MemorySwap } = resourceFields(service)
  return {
    memory: Number(Memory ?? 0),
    reservation: Number(MemoryReservation ?? 0),
    swap: Number(MemorySwap ?? 0),
  }
}
