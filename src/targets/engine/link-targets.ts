import type { Decisions } from './decisions.ts'
import { numberOf } from './labels.ts'
import { replicasOf } from './replicas.ts'
import type { LinkTargets } from './spec-links.ts'
import type { UpFacts } from './up-facts.ts'

/** The containers that a service has after the plan; of one that is no part of it, those that it has. */
export function linkTargets({ observed }: UpFacts, decisions: Decisions): LinkTargets {
  return (service) =>
    decisions.get(service)?.instances.map(({ ref: { name, number } }) => ({ name, number })) ??
    replicasOf(service, observed.containers).map(({ name, labels }) => ({
      name,
      number: numberOf(labels) ?? 1,
    }))
}
