import type { AddressPool, EngineFacts } from '../facts.ts'
import { buildGateway } from './builder.ts'
import { ask } from './gateway-context.ts'
import type { GatewayContext } from './gateway-context.ts'
import { fieldsOf, listOf, numberOf, someNumber, someText, textOf, textsOf } from './json-fields.ts'
import type { Fields } from './json-fields.ts'
import { decodeVersion } from './version.ts'

/** A few requests that only read. */
export async function engineFacts(context: GatewayContext, signal: AbortSignal): Promise<EngineFacts> {
  const answer = await ask(context, { path: '/version', query: {} }, signal)
  const version = decodeVersion(answer)
  const info = fieldsOf(await ask(context, { path: '/info', query: {} }, signal))
  const networks = listOf(await ask(context, { path: '/networks', query: {} }, signal))
  const more = version.product === 'podman' ? await podmanFacts(context, signal) : {}
  const cgroupVersion = someText(info.CgroupVersion)
  const cgroupDriver = someText(info.CgroupDriver)
  const memoryBytes = someNumber(info.MemTotal)
  const unixMs = Date.parse(textOf(info.SystemTime))
  const pools = listOf(info.DefaultAddressPools).map(decodePool)
  return {
    ...version,
    offeredApiVersion: textOf(fieldsOf(answer).ApiVersion),
    hostName: textOf(info.Name),
    operatingSystem: textOf(info.OperatingSystem),
    kernel: textOf(info.KernelVersion),
    isRootless: info.Rootless === true || textsOf(info.SecurityOptions).includes('name=rootless'),
    ...(cgroupVersion === undefined ? {} : { cgroupVersion }),
    ...(cgroupDriver === undefined ? {} : { cgroupDriver }),
    builder: await buildGateway(context).kind(signal),
    storageDriver: textOf(info.Driver),
    rootDirectory: textOf(info.DockerRootDir),
    missingLimits: missingLimits(info),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    forwardsIPv4: info.IPv4Forwarding !== false,
    warnings: textsOf(info.Warnings),
    ...(Number.isNaN(unixMs) ? {} : { unixMs }),
    ...(pools.length === 0 ? {} : { addressPools: pools }),
    subnets: networks.flatMap(subnetsOf),
    ...more,
  }
}

const limits = {
  memory: 'MemoryLimit',
  swap: 'SwapLimit',
  cpus: 'CpuCfsQuota',
  'number of processes': 'PidsLimit',
} as const

function missingLimits(info: Fields): readonly string[] {
  return Object.entries(limits).flatMap(([name, field]) => (info[field] === false ? [name] : []))
}

function decodePool(value: unknown): AddressPool {
  const fields = fieldsOf(value)
  return { base: textOf(fields.Base), size: numberOf(fields.Size) }
}

function subnetsOf(network: unknown): readonly string[] {
  const config = listOf(fieldsOf(fieldsOf(network).IPAM).Config)
  return config.flatMap((entry) => someText(fieldsOf(entry).Subnet) ?? [])
}

/** Podman tells the space on its disk, and its own listing says what networks are made with. */
async function podmanFacts(
  context: GatewayContext,
  signal: AbortSignal,
): Promise<Pick<EngineFacts, 'disk' | 'networkBackend'>> {
  const answer = fieldsOf(await ask(context, { path: '/libpod/info', query: {} }, signal))
  const store = fieldsOf(answer.store)
  const [totalBytes, usedBytes] = [someNumber(store.graphRootAllocated), someNumber(store.graphRootUsed)]
  const networkBackend = someText(fieldsOf(answer.host).networkBackend)
  return {
    ...(totalBytes === undefined || usedBytes === undefined
      ? {}
      : { disk: { totalBytes, freeBytes: totalBytes - usedBytes } }),
    ...(networkBackend === undefined ? {} : { networkBackend }),
  }
}
