import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { EngineFacts } from '../../engine/facts.ts'
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

/** Worth finding out then what the engine is and has. */
export function hasMemoryLimit(service: Service): boolean {
  return limitsOf(service).memory > 0
}

type LimitFacts = Pick<EngineFacts, 'product' | 'missingLimits' | 'memoryBytes'>

/** Memory limits of a service that cannot be, and those that will limit nothing on this engine. */
export function brokenLimits(
  service: Service,
  origins: Origins,
  facts: LimitFacts | undefined,
): readonly Diagnostic[] {
  const limits = limitsOf(service)
  const rules = facts?.product === 'docker' ? [...contradictions, tooLow] : contradictions
  const about = ({ says, cure, fields }: LimitRule): Pick<Diagnostic, 'message' | 'hint' | 'span'> => {
    const spans = fields.map((field) => origins.of(['services', service.name, field])?.span)
    const span = spans.find((found) => found !== undefined)
    const message = `service "${service.name}": ${says}`
    return { message, hint: cure, ...(span === undefined ? {} : { span }) }
  }
  const broken = ({ isBroken }: LimitRule): boolean => isBroken(limits)
  return [
    ...rules.filter(broken).map((rule): Diagnostic => ({
      code: 'CMP432',
      severity: 'error',
      ...about(rule),
    })),
    ...withoutEffect(facts)
      .filter(broken)
      .map((rule): Diagnostic => ({
        code: 'CMP440',
        severity: 'warning',
        ...about(rule),
      })),
  ]
}

/** What an engine takes, and what then limits nothing. */
function withoutEffect(facts: LimitFacts | undefined): readonly LimitRule[] {
  const fields = ['mem_limit', 'deploy']
  if (facts?.missingLimits.includes('memory') === true) {
    const says = 'its memory limit has no effect, because this engine cannot limit memory'
    const cure = 'compose doctor tells what its machine lacks'
    return [{ isBroken: ({ memory }) => memory > 0, says, cure, fields }]
  }
  const { memoryBytes = Infinity } = facts ?? {}
  const says = `its memory limit is above the ${sizeText(memoryBytes)} that the machine of the engine has`
  const cure = 'lower it, or leave it out: it limits nothing'
  return [{ isBroken: ({ memory }) => memory > memoryBytes, says, cure, fields }]
}

function sizeText(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`
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
