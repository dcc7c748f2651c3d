import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'

/** The services named and everything that depends on them, directly or not. */
export function dependentsOf(
  services: Readonly<Record<string, Service>>,
  names: readonly string[],
): ReadonlySet<string> {
  const found = new Set(names)
  const queue = [...names]
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const service of Object.values(services)) {
      if (found.has(service.name) || own(service.depends_on, name) === undefined) continue
      found.add(service.name)
      queue.push(service.name)
    }
  }
  return found
}
