import type { DiagnosticCode } from '../../diagnostics/codes.ts'

/** Something that an engine refuses to do, and what is said of it: the engine's own words are shown as evidence. */
export interface Refusal {
  /** Docker's words, Podman's and those of the runtime below them. */
  readonly pattern: RegExp
  /** The actions in which the engine means this by it. */
  readonly verbs: RegExp
  readonly code: DiagnosticCode
  /** After the name of what it is about. */
  readonly says: string
  readonly cure: string
  /** Of the service, network or volume; the first that the file has is shown. */
  readonly fields: readonly string[]
}

const container = /^container\./
const network = /^network\.create/
const volume = /^volume\.create|^container\./

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

const features: readonly Refusal[] = [
  {
    pattern: /unknown (?:or invalid )?runtime|runtime .*not found|no such runtime/i,
    verbs: container,
    code: 'CMP433',
    says: 'the engine has no such runtime',
    cure: 'install the runtime on the engine ("docker info" lists those it has), or leave "runtime" out',
    fields: ['runtime'],
  },
  {
    pattern: /looking up logging plugin|invalid log driver|logger: no log driver/i,
    verbs: container,
    code: 'CMP433',
    says: 'the engine has no such logging driver',
    cure: 'use one that it has: json-file, local, journald, none; or install the plugin',
    fields: ['logging'],
  },
  {
    pattern: /unknown log opt/i,
    verbs: container,
    code: 'CMP433',
    says: 'its logging driver does not have one of the options',
    cure: 'check logging.options against the documentation of the driver',
    fields: ['logging'],
  },
  {
    pattern:
      /looking up volume plugin|plugin .*not found|no volume plugin|unknown volume driver|required plugin .* not found/i,
    verbs: volume,
    code: 'CMP433',
    says: 'the engine has no such volume driver',
    cure: 'use "local", or install the plugin on the engine',
    fields: ['driver', 'volumes'],
  },
  {
    pattern: /invalid option|invalid option key|unknown mount option .* volume|missing required option/i,
    verbs: /^volume\.create/,
    code: 'CMP433',
    says: 'its driver does not have one of the options',
    cure: 'the options of "local" are type, o and device',
    fields: ['driver_opts'],
  },
  {
    pattern: /plugin .* not found|find driver or plugin|unsupported (?:network )?driver/i,
    verbs: network,
    code: 'CMP433',
    says: 'the engine has no such network driver',
    cure: 'use bridge, host, macvlan or ipvlan, or install the plugin on the engine',
    fields: ['driver'],
  },
  {
    pattern: /driver\.mtu|strconv\.|unsupported (?:bridge network )?option|unknown option/i,
    verbs: network,
    code: 'CMP433',
    says: 'its driver does not take one of the options',
    cure: 'check the names and values of driver_opts',
    fields: ['driver_opts'],
  },
  {
    pattern: /unknown capability/i,
    verbs: container,
    code: 'CMP433',
    says: 'there is no such capability',
    cure: 'write it as NET_ADMIN; "man capabilities" has the list',
    fields: ['cap_add', 'cap_drop'],
  },
  {
    pattern: /sysctl|\/proc\/sys\//i,
    verbs: container,
    code: 'CMP433',
    says: 'one of its sysctls is not there, or not for containers',
    cure: 'check the names; only those of a namespace can be set: net.*, fs.mqueue.*, kernel.shm* and the like',
    fields: ['sysctls'],
  },
  {
    pattern: /could not select device driver|CDI device/i,
    verbs: container,
    code: 'CMP433',
    says: 'the engine has no driver for the devices that it reserves',
    cure: 'install the container toolkit of the maker of the device, or leave gpus and devices out',
    fields: ['gpus', 'deploy'],
  },
  {
    pattern: /gathering device information|stat \/dev\/|device .*no such file/i,
    verbs: container,
    code: 'CMP433',
    says: 'a device that it asks for is not on the machine of the engine',
    cure: 'check the path: ls -l /dev on that machine',
    fields: ['devices'],
  },
  {
    pattern: /unable to find (?:user|group)|no matching entries in (?:passwd|group)/i,
    verbs: container,
    code: 'CMP433',
    says: 'its image has no such user or group',
    cure: 'use a number, or a name in /etc/passwd and /etc/group of the image',
    fields: ['user', 'group_add'],
  },
  {
    pattern:
      /cannot mkdir: .* not a directory|workdir .* not a directory|working directory .* is invalid|cwd must be an absolute/i,
    verbs: container,
    code: 'CMP433',
    says: 'its working directory cannot be one',
    cure: 'name an absolute path that is a folder, or nothing yet',
    fields: ['working_dir'],
  },
  {
    pattern: /nameserver|invalid ip address <nil>/i,
    verbs: container,
    code: 'CMP433',
    says: 'a name server is not an IP address',
    cure: 'write dns as addresses: 10.0.0.2',
    fields: ['dns'],
  },
  {
    pattern: /invalid ip address in add-host/i,
    verbs: container,
    code: 'CMP433',
    says: 'an extra host has no IP address',
    cure: 'write it as name=10.0.0.2, or name=host-gateway',
    fields: ['extra_hosts'],
  },
  {
    pattern: /invalid mac address|parse the mac address/i,
    verbs: container,
    code: 'CMP433',
    says: 'its MAC address is not one',
    cure: 'write it as 02:42:ac:11:00:02',
    fields: ['mac_address', 'networks'],
  },
  {
    pattern: /invalid signal/i,
    verbs: container,
    code: 'CMP433',
    says: 'there is no such signal',
    cure: 'write it as SIGTERM, SIGINT or SIGQUIT',
    fields: ['stop_signal'],
  },
  {
    pattern: /seccomp/i,
    verbs: container,
    code: 'CMP433',
    says: 'its seccomp profile cannot be read as one',
    cure: 'name a JSON file with a profile, or "unconfined"',
    fields: ['security_opt'],
  },
  {
    pattern: /security-opt|apparmor/i,
    verbs: container,
    code: 'CMP433',
    says: 'the engine does not have one of its security options',
    cure: 'check security_opt: no-new-privileges, seccomp, apparmor, label and systempaths are known',
    fields: ['security_opt'],
  },
  {
    pattern: /tmpfs option|unknown mount option/i,
    verbs: container,
    code: 'CMP433',
    says: 'a tmpfs does not have one of its options',
    cure: 'size, mode, uid, gid, noexec, nosuid and nodev are known',
    fields: ['tmpfs', 'volumes'],
  },
  {
    pattern: /storage-opt/i,
    verbs: container,
    code: 'CMP433',
    says: 'the storage of the engine cannot limit the size of a container',
    cure: 'leave storage_opt out, or have the engine on XFS with project quotas',
    fields: ['storage_opt'],
  },
  {
    pattern: /in healthcheck cannot be less/i,
    verbs: container,
    code: 'CMP433',
    says: 'a time of its health check is too short for an engine',
    cure: 'a millisecond is the least',
    fields: ['healthcheck'],
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
export const refusals: readonly Refusal[] = [...addresses, ...limits, ...features, ...others]
