import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import type { PortListener } from '../events/machine.ts'
import type { Service } from '../model/service.ts'
import { numbersOf, wantedPorts } from '../targets/engine/port-holders.ts'
import type { Surroundings } from './surroundings.ts'

export interface PortSituation {
  /** All containers of the engine that run. */
  readonly others: readonly ObservedContainer[]
  /** Programs of the machine, without what listens for containers. */
  readonly listeners: readonly PortListener[]
}

const nobody: PortSituation = { others: [], listeners: [] }

/** Who has the ports that these services ask for: one request, and a look at this machine where the engine is on it. None without ports. */
export async function seePorts(
  { machine, signal }: Surroundings,
  engine: Engine,
  services: readonly Pick<Service, 'ports'>[],
): Promise<PortSituation> {
  const ports = new Set(services.flatMap((service) => wantedPorts(service.ports).flatMap(numbersOf)))
  if (ports.size === 0) return nobody
  const here = await machine?.(engine.address)
  const [containers, listeners] = await Promise.all([
    engine.containers.list({}, signal),
    here?.listenersOn(ports) ?? [],
  ])
  const others = containers.filter(({ state }) => state === 'running' || state === 'paused')
  const isForContainer = ({ port, protocol }: PortListener) =>
    others.some((container) =>
      container.ports.some((held) => held.published === port && held.protocol === protocol),
    )
  return { others, listeners: listeners.filter((listener) => !isForContainer(listener)) }
}
