import type { DeviceRequest } from '../../model/deploy.ts'
import type { Device, Service } from '../../model/service.ts'
import { withoutZeros } from './spec-fields.ts'

/** Devices of the host, and requests that a device driver answers. Sections 2.2 and 2.5. */
export function deviceFields(service: Service): Readonly<Record<string, unknown>> {
  const devices = service.devices ?? []
  const reserved = service.deploy?.resources.reservations?.devices ?? []
  return withoutZeros({
    Devices: devices.filter((device) => !isDriverName(device)).map(hostDevice),
    DeviceCgroupRules: service.device_cgroup_rules,
    DeviceRequests: [
      ...reserved.map((request) => requestBody(request, request.capabilities ?? [])),
      ...devices.filter(isDriverName).map(({ source }) => ({ Driver: 'cdi', DeviceIDs: [source] })),
      ...(service.gpus ?? []).map((request) => requestBody(request, gpuCapabilities(request))),
    ],
  })
}

function hostDevice({ source, target, permissions }: Device): Readonly<Record<string, string>> {
  return {
    PathOnHost: source,
    PathInContainer: target ?? source,
    CgroupPermissions: permissions ?? 'rwm',
  }
}

/** `vendor.com/class=name`, the Container Device Interface's way to name a device. */
function isDriverName({ source, target }: Device): boolean {
  return target === source && /^[a-z][\w.-]*\/[a-z][\w.-]*=[a-z0-9][\w.:-]*$/i.test(source)
}

function gpuCapabilities({ capabilities = [] }: DeviceRequest): readonly string[] {
  return capabilities.includes('gpu') ? capabilities : [...capabilities, 'gpu']
}

/** Without a number and without ids, all devices are meant. */
function requestBody(
  request: DeviceRequest,
  capabilities: readonly string[],
): Readonly<Record<string, unknown>> {
  const ids = request.device_ids ?? []
  return withoutZeros({
    Driver: request.driver,
    Count: request.count ?? (ids.length === 0 ? -1 : 0),
    DeviceIDs: ids,
    Capabilities: [capabilities],
    Options: request.options,
  })
}
