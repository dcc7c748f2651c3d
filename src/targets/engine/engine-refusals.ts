import { featureRefusals } from './feature-refusals.ts'
import type { Refusal } from './refusal.ts'

const container = /^container\./
const network = /^network\.create/

const addresses: readonly Refusal[] = [
  {
    // Docker writes it with a capital letter for addresses in networks, and with a small one for ports.
    pattern: /(?:^|: )Address already in use$|requested ip address .* is already allocated/,
    verbs: container,
    code: 'CMP434',
    says: 'its address is already that of another container',
    cure: 'give each container an address of its own, or let the engine choose (leave ipv4_address out)',
    fields: ['networks'],
  },
  {
    pattern:
      /no configured subnet|user specified ip address is supported only|requested static ip .* not in any subnet|is not in the range|invalid address .* it does not belong/i,
    verbs: container,
    code: 'CMP434',
    says: 'its address is not in the subnet of the network',
    cure: 'choose an address in the subnet, and declare the subnet with ipam.config on the network',
    fields: ['networks'],
  },
  {
    pattern: /cannot assign requested address/i,
    verbs: container,
    code: 'CMP434',
    says: 'the machine of the engine does not have the address that its port is published on',
    cure: 'publish on an address of that machine, or leave the address out',
    fields: ['ports'],
  },
  {
    pattern: /overlaps with|is already used on the host|already being used by/i,
    verbs: network,
    code: 'CMP434',
    says: 'its subnet overlaps that of another network',
    cure: 'choose another subnet; "docker network inspect" shows those that are in use',
    fields: ['ipam'],
  },
  {
    pattern: /fully subnetted|could not find (?:an available|free)|no available .*subnet|pool.*exhausted/i,
    verbs: network,
    code: 'CMP434',
    says: 'no free subnet is left',
    cure: 'remove networks that nothing uses (docker network prune), or declare a subnet with ipam.config',
    fields: [],
  },
  {
    pattern:
      /gateway .*(?:not in subnet|doesn't contain|does not contain)|invalid gateway|failed to allocate gateway|no matching subnet for gateway/i,
    verbs: network,
    code: 'CMP434',
    says: 'its gateway is not in its subnet',
    cure: 'choose a gateway in the subnet, or leave it out',
    fields: ['ipam'],
  },
  {
    pattern: /invalid cidr|invalid subnet|failed to parse subnet|failed to parse pool/i,
    verbs: network,
    code: 'CMP434',
    says: 'its subnet is not one',
    cure: 'write it as 10.1.2.0/24',
    fields: ['ipam'],
  },
]

const limits: readonly Refusal[] = [
  {
    pattern: /memory.?swap limit should be larger/i,
    verbs: container,
    code: 'CMP432',
    says: 'memswap_limit is below mem_limit',
    cure: 'memswap_limit is memory and swap together: raise it, or leave it out',
    fields: ['memswap_limit', 'mem_limit'],
  },
  {
    pattern: /less than memory reservation/i,
    verbs: container,
    code: 'CMP432',
    says: 'mem_reservation is above mem_limit',
    cure: 'lower mem_reservation, or raise mem_limit',
    fields: ['mem_reservation', 'mem_limit', 'deploy'],
  },
  {
    pattern:
      /minimum memory limit allowed|unable to set memory limit|memory\.limit_in_bytes|memory limit too low/i,
    verbs: container,
    code: 'CMP432',
    says: 'its memory limit is too low for any program',
    cure: 'raise mem_limit (deploy.resources.limits.memory) to 6m at least',
    fields: ['mem_limit', 'deploy'],
  },
  {
    pattern: /memory swappiness range/i,
    verbs: container,
    code: 'CMP432',
    says: 'mem_swappiness is out of range',
    cure: 'choose a value from 0 to 100',
    fields: ['mem_swappiness'],
  },
  {
    pattern: /requested (?:cpus|memory nodes) are not available|for cpuset (?:cpus|mems)|cpuset\.cpus/i,
    verbs: container,
    code: 'CMP432',
    says: 'the machine of the engine does not have the processors of its cpuset',
    cure: 'name processors that are there: 0, 0-1 or 0,2 ("docker info" tells how many)',
    fields: ['cpuset'],
  },
  {
    pattern: /range of cpus is from/i,
    verbs: container,
    code: 'CMP432',
    says: 'the machine of the engine has fewer processors than it asks for',
    cure: 'lower cpus (deploy.resources.limits.cpus)',
    fields: ['cpus', 'deploy'],
  },
  {
    pattern: /rlimit|ulimit/i,
    verbs: container,
    code: 'CMP432',
    says: 'one of its ulimits cannot be set',
    cure: 'check the name; a soft limit is not above the hard one, and neither above what the engine may set',
    fields: ['ulimits'],
  },
]

const others: readonly Refusal[] = [
  {
    pattern: /no such container|no container with name/i,
    verbs: /^container\.(?:create|replace|start|restart)/,
    code: 'CMP406',
    says: 'the container that it shares something with is not there',
    cure: 'start that container first, or name a service of this project: service:NAME',
    fields: ['network_mode', 'pid', 'ipc', 'volumes_from', 'external_links'],
  },
  {
    pattern: /mounting .* not a directory|trying to mount a directory onto a file/i,
    verbs: container,
    code: 'CMP431',
    says: 'a folder is mounted onto a file, or a file onto a folder',
    cure: 'compare both sides of the mount: perhaps an engine made a folder where the file was missing',
    fields: ['volumes', 'configs', 'secrets'],
  },
  {
    pattern: /failed to mount local volume|mounting volume/i,
    verbs: container,
    code: 'CMP431',
    says: 'the device of a volume cannot be mounted',
    cure: 'check driver_opts of the volume: its device must be there; remove the volume after changing them (down -v)',
    fields: ['volumes'],
  },
  {
    pattern: /mount path must be absolute|must be an absolute path/i,
    verbs: container,
    code: 'CMP431',
    says: 'the target of a mount is not an absolute path',
    cure: 'begin the path in the container with "/"',
    fields: ['volumes', 'tmpfs'],
  },
  {
    pattern: /invalid reference format|parsing reference/i,
    verbs: /^image\.|^container\./,
    code: 'CMP403',
    says: 'this is not the name of an image',
    cure: 'write it as [registry/]name[:tag] in small letters',
    fields: ['image'],
  },
  {
    pattern: /no space left on device|disk quota exceeded/i,
    verbs: /./,
    code: 'CMP416',
    says: 'the disk of the engine is full',
    cure: 'make room: "docker system df" shows what takes it, "docker system prune" removes what nothing uses',
    fields: [],
  },
]

/** The first that matches counts. */
export const refusals: readonly Refusal[] = [...addresses, ...limits, ...featureRefusals, ...others]
