import type { EndpointBody } from '../container-body.ts'
import type { NetworkGateway, NetworkSpec } from '../engine.ts'
import type { ObservedNetwork } from '../observed.ts'
import type { Json } from '../../units/json.ts'
import { segment } from './dockerode.ts'
import { filtersFor } from './filters.ts'
import { found } from './found.ts'
import { ask, options } from './gateway-context.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, listOf, someText, textMapOf, textOf } from './json-fields.ts'

export function networkGateway(context: GatewayContext): NetworkGateway {
  const network = async (idOrName: string) => (await context.dockerode()).getNetwork(segment(idOrName))
  // Podman, given an id, removes a network under its running containers; given the name, it refuses.
  const removable = async (id: string, signal: AbortSignal) => {
    if ((await context.api.peer(signal)).product !== 'podman') return id
    const answer = fieldsOf(await (await network(id)).inspect(options(signal)))
    return someText(answer.Name) ?? id
  }
  return {
    list: async (labels, signal) => {
      const query = { filters: filtersFor(labels) }
      return listOf(await ask(context, { path: '/networks', query }, signal)).map(decodeNetwork)
    },
    find: async (nameOrId, signal) => {
      const answer = await found(async () => (await network(nameOrId)).inspect(options(signal)))
      const observed = answer === undefined ? undefined : decodeNetwork(answer)
      // The engine also finds by the beginning of an id, which is not what was asked.
      return observed?.name === nameOrId || observed?.id === nameOrId ? observed : undefined
    },
    create: async (spec, signal) => {
      const created = await (
        await context.dockerode()
      ).createNetwork({
        ...options(signal, {}, networkBody(spec)),
        Name: spec.name,
      })
      return created.id
    },
    remove: async (id, signal) => {
      await found(async () => (await network(await removable(id, signal))).remove(options(signal)))
    },
    connect: async (id, container, endpoint, signal) => {
      const body = { Container: container, EndpointConfig: endpointJson(endpoint) }
      await (await network(id)).connect({ ...options(signal, {}, body), Container: container })
    },
    disconnect: async (id, container, signal) => {
      await (await network(id)).disconnect(options(signal, {}, { Container: container, Force: false }))
    },
  }
}

function decodeNetwork(value: unknown): ObservedNetwork {
  const fields = fieldsOf(value)
  return {
    id: textOf(fields.Id),
    name: textOf(fields.Name),
    driver: textOf(fields.Driver),
    labels: textMapOf(fields.Labels),
  }
}

function networkBody(spec: NetworkSpec): Json {
  return {
    Name: spec.name,
    // Engines before API 1.44 make a second network of the same name otherwise.
    CheckDuplicate: true,
    Labels: spec.labels,
    ...(spec.driver === undefined ? {} : { Driver: spec.driver }),
    ...(spec.options === undefined ? {} : { Options: spec.options }),
    ...(spec.internal === undefined ? {} : { Internal: spec.internal }),
    ...(spec.attachable === undefined ? {} : { Attachable: spec.attachable }),
    ...(spec.enableIPv4 === undefined ? {} : { EnableIPv4: spec.enableIPv4 }),
    ...(spec.enableIPv6 === undefined ? {} : { EnableIPv6: spec.enableIPv6 }),
    ...(spec.ipam === undefined ? {} : { IPAM: ipamBody(spec.ipam) }),
  }
}

function ipamBody(ipam: NonNullable<NetworkSpec['ipam']>): Json {
  return {
    ...(ipam.driver === undefined ? {} : { Driver: ipam.driver }),
    ...(ipam.options === undefined ? {} : { Options: ipam.options }),
    ...(ipam.config === undefined ? {} : { Config: ipam.config.map(poolBody) }),
  }
}

type Pool = NonNullable<NonNullable<NetworkSpec['ipam']>['config']>[number]

function poolBody(pool: Pool): Json {
  return {
    ...(pool.subnet === undefined ? {} : { Subnet: pool.subnet }),
    ...(pool.gateway === undefined ? {} : { Gateway: pool.gateway }),
    ...(pool.ipRange === undefined ? {} : { IPRange: pool.ipRange }),
    ...(pool.auxAddresses === undefined ? {} : { AuxiliaryAddresses: pool.auxAddresses }),
  }
}

function endpointJson(endpoint: EndpointBody): Json {
  const json: Json = JSON.parse(JSON.stringify(endpoint))
  return json
}
