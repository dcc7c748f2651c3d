import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Mount } from '../../model/mount.ts'
import type { Service, ServiceNetwork } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import type { ContainerContext } from './container-context.ts'
import { supports } from './api-version.ts'
import { networkKeys } from './spec-networks.ts'

interface Gate {
  readonly field: string
  /** The attribute of the service that holds it. */
  readonly attribute: keyof Service
  readonly since: string
  /** The release of Docker Engine that speaks it. */
  readonly engine: string
  readonly isUsed: (service: Service) => boolean
  /** Without it the container is the same in all that matters. */
  readonly isMinor?: true
}

/** What older engines silently leave out. */
const gates: readonly Gate[] = [
  {
    field: 'annotations',
    attribute: 'annotations',
    since: '1.43',
    engine: '24',
    isUsed: ({ annotations }) => Object.keys(annotations ?? {}).length > 0,
    isMinor: true,
  },
  {
    field: 'healthcheck.start_interval',
    attribute: 'healthcheck',
    since: '1.44',
    engine: '25',
    isUsed: ({ healthcheck }) => healthcheck?.start_interval !== undefined,
  },
  {
    field: 'mac_address of a network other than the first',
    attribute: 'networks',
    since: '1.44',
    engine: '25',
    isUsed: (service) =>
      networkKeys(service)
        .slice(1)
        .some((key) => own(service.networks, key)?.mac_address !== undefined),
  },
  {
    field: 'volumes.bind.recursive',
    attribute: 'volumes',
    since: '1.44',
    engine: '25',
    isUsed: usesMount(({ bind }) => bind?.recursive === 'writable' || bind?.recursive === 'readonly'),
  },
  {
    field: 'volumes.volume.subpath',
    attribute: 'volumes',
    since: '1.45',
    engine: '26',
    isUsed: usesMount(({ volume }) => (volume?.subpath ?? '') !== ''),
  },
  {
    field: 'networks.gw_priority',
    attribute: 'networks',
    since: '1.48',
    engine: '28',
    isUsed: usesNetwork(({ gw_priority }) => (gw_priority ?? 0) !== 0),
    isMinor: true,
  },
  {
    field: 'a volume of type image',
    attribute: 'volumes',
    since: '1.48',
    engine: '28',
    isUsed: usesMount(({ type }) => type === 'image'),
  },
  {
    field: 'networks.interface_name',
    attribute: 'networks',
    since: '1.49',
    engine: '28.1',
    isUsed: usesNetwork(({ interface_name }) => (interface_name ?? '') !== ''),
  },
]

/** One remark for each field that the engine is too old for. */
export function checkApiVersion({
  service,
  apiVersion,
  origins,
}: Pick<ContainerContext, 'service' | 'apiVersion' | 'origins'>): readonly Diagnostic[] {
  return gates
    .filter(({ since, isUsed }) => !supports(apiVersion, since) && isUsed(service))
    .map(({ field, attribute, since, engine, isMinor }): Diagnostic => {
      const span = origins?.of(['services', service.name, attribute])?.span
      return {
        code: 'CMP211',
        severity: isMinor === true ? 'warning' : 'error',
        message: `service "${service.name}" uses ${field}, which needs API ${since}; the engine speaks ${apiVersion}`,
        hint: `use Docker Engine ${engine} or newer, or leave it out`,
        ...(span === undefined ? {} : { span }),
      }
    })
}

function usesMount(fits: (mount: Mount) => boolean): Gate['isUsed'] {
  return ({ volumes }) => (volumes ?? []).some(fits)
}

function usesNetwork(fits: (network: ServiceNetwork) => boolean): Gate['isUsed'] {
  return ({ networks }) => Object.values(networks ?? {}).some((network) => network !== null && fits(network))
}
