import type { EngineFacts, EngineVersion } from '../facts.ts'

export const apiVersion = '1.51'

export const fakeVersion: EngineVersion = {
  product: 'docker',
  version: '28.0.0',
  apiVersion,
  os: 'linux',
  architecture: 'amd64',
}

/** An engine that is in good order. */
export const fakeFacts: EngineFacts = {
  ...fakeVersion,
  offeredApiVersion: apiVersion,
  hostName: 'host',
  operatingSystem: 'Debian GNU/Linux 13',
  kernel: '6.12.0',
  isRootless: false,
  cgroupVersion: '2',
  cgroupDriver: 'systemd',
  builder: 'classic',
  storageDriver: 'overlay2',
  rootDirectory: '/var/lib/docker',
  missingLimits: [],
  memoryBytes: 16 * 1024 ** 3,
  forwardsIPv4: true,
  warnings: [],
  subnets: ['172.17.0.0/16'],
}
