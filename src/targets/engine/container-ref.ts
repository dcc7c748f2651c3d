import type { ObservedContainer } from '../../engine/observed.ts'
import type { ContainerRef } from './decisions.ts'
import { isOneOff, numberOf, serviceOf } from './labels.ts'

/** How plans speak of a container that exists. Only replicas are known by their number alone. */
export function containerRef(container: ObservedContainer): ContainerRef {
  const number = numberOf(container.labels)
  const isReplica =
    number !== undefined && !isOneOff(container.labels) && replacedId(container.name) === undefined
  return {
    kind: 'container',
    service: serviceOf(container.labels) ?? container.name,
    number: number ?? 1,
    name: container.name,
    ...(isReplica ? {} : { apart: container.name }),
  }
}

/** What a replacement is called until it takes over: the start of the old one's id, then its own name. Section 4.1. */
export function temporaryName(replaced: string, name: string): string {
  return `${replaced.slice(0, 12)}_${name}`
}

/** The start of the id in a temporary name; undefined for any other name. */
export function replacedId(name: string): string | undefined {
  return /^([0-9a-f]{12})_./.exec(name)?.[1]
}
