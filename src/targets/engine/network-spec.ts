import type { NetworkSpec } from '../../engine/engine.ts'
import { networkHash } from '../../model/config-hash.ts'
import type { Network } from '../../model/network.ts'
import type { Project } from '../../model/project.ts'
import { own } from '../../units/own.ts'
import { networkLabels } from './labels.ts'

/** What the engine is asked for to make the network declared under `key`. Section 2.3. */
export function networkSpec(project: Project, key: string): NetworkSpec {
  const network = own(project.networks, key)
  if (network === undefined) throw new Error(`network ${key} is not declared`)
  const ipam = ipamOf(network.ipam)
  return {
    name: network.name,
    ...(network.driver === undefined ? {} : { driver: network.driver }),
    ...(network.driver_opts === undefined ? {} : { options: network.driver_opts }),
    ...(network.internal === undefined ? {} : { internal: network.internal }),
    ...(network.attachable === undefined ? {} : { attachable: network.attachable }),
    ...(network.enable_ipv4 === undefined ? {} : { enableIPv4: network.enable_ipv4 }),
    ...(network.enable_ipv6 === undefined ? {} : { enableIPv6: network.enable_ipv6 }),
    ...(ipam === undefined ? {} : { ipam }),
    labels: networkLabels(project, key, networkHash(network)),
  }
}

/** Only where something is set: an empty section would replace the engine's choice of addresses. */
function ipamOf(ipam: Network['ipam']): NetworkSpec['ipam'] {
  const pools = ipam.config ?? []
  const options = Object.keys(ipam.options ?? {})
  if (ipam.driver === undefined && pools.length === 0 && options.length === 0) return undefined
  return {
    ...(ipam.driver === undefined ? {} : { driver: ipam.driver }),
    ...(ipam.options === undefined ? {} : { options: ipam.options }),
    ...(pools.length === 0 ? {} : { config: pools.map(poolOf) }),
  }
}

function poolOf(
  pool: NonNullable<Network['ipam']['config']>[number],
): NonNullable<NonNullable<NetworkSpec['ipam']>['config']>[number] {
  return {
    ...(pool.subnet === undefined ? {} : { subnet: pool.subnet }),
    ...(pool.gateway === undefined ? {} : { gateway: pool.gateway }),
    ...(pool.ip_range === undefined ? {} : { ipRange: pool.ip_range }),
    ...(pool.aux_addresses === undefined ? {} : { auxAddresses: pool.aux_addresses }),
  }
}
