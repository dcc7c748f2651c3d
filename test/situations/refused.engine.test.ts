import { describe, it } from 'vitest'
import { expectSituation, type Situation } from '../support/situation.ts'

/** A service of one container that would run. */
function service(line: string, rest = ''): string {
  return `services:\n  a:\n    image: busybox\n    init: true\n    command: sleep 1000\n    ${line} # here\n${rest}`
}

/** A network of the project with one entry. */
function network(line: string): string {
  return `services:\n  a: { image: busybox, init: true, command: sleep 1000 }\nnetworks:\n  default:\n    ${line} # here\n`
}

const limits: readonly Situation[] = [
  {
    name: 'a memory limit that no program fits in',
    yaml: service('mem_limit: 1m'),
    code: 'CMP432',
    says: /memory limit is too low/,
    cure: /raise mem_limit .* to 6m/,
  },
  {
    name: 'a reservation above the limit',
    yaml: service('mem_reservation: 30m', '    mem_limit: 20m\n'),
    code: 'CMP432',
    says: /mem_reservation is above mem_limit/,
    cure: /lower mem_reservation/,
  },
  {
    name: 'memory and swap together below memory',
    yaml: service('memswap_limit: 10m', '    mem_limit: 20m\n'),
    code: 'CMP432',
    says: /memswap_limit is below mem_limit/,
    cure: /memory and swap together/,
  },
  {
    name: 'a swappiness out of range',
    yaml: service('mem_swappiness: 900'),
    code: 'CMP432',
    says: /mem_swappiness is out of range/,
    cure: /from 0 to 100/,
  },
  {
    name: 'processors that are not there',
    yaml: service("cpuset: '777'"),
    code: 'CMP432',
    says: /does not have the processors of its cpuset/,
    cure: /docker info/,
  },
  {
    name: 'a limit of files above what may be set',
    yaml: service('ulimits: { nofile: 99999999999 }'),
    code: 'CMP432',
    says: /one of its ulimits cannot be set/,
    cure: /neither above what the engine may set/,
  },
  {
    name: 'a ulimit that there is not',
    yaml: service('ulimits: { nope: 10 }'),
    code: 'CMP432',
    says: /one of its ulimits cannot be set/,
    cure: /check the name/,
  },
  {
    name: 'a soft limit above the hard one',
    yaml: service('ulimits: { nofile: { soft: 200, hard: 100 } }'),
    code: 'CMP432',
    says: /one of its ulimits cannot be set/,
    cure: /not above the hard one/,
  },
]

const features: readonly Situation[] = [
  {
    name: 'a logging driver that the engine lacks',
    yaml: service('logging: { driver: nope }'),
    code: 'CMP433',
    says: /no such logging driver/,
    cure: /json-file/,
  },
  {
    name: 'a network driver that the engine lacks',
    yaml: network('driver: nope'),
    code: 'CMP433',
    says: /no such network driver/,
    cure: /bridge/,
  },
  {
    name: 'an option that a network driver does not take',
    yaml: network('driver_opts: { com.docker.network.driver.mtu: abc }'),
    code: 'CMP433',
    says: /does not take one of the options/,
    cure: /driver_opts/,
  },
  {
    name: 'a volume driver that the engine lacks',
    yaml: 'services:\n  a: { image: busybox, volumes: ["vol:/v"] }\nvolumes:\n  vol:\n    driver: nope # here\n',
    code: 'CMP433',
    says: /no such volume driver/,
    cure: /use "local"/,
  },
  {
    name: 'a capability that there is not',
    yaml: service('cap_add: [NOPE]'),
    code: 'CMP433',
    says: /no such capability/,
    cure: /NET_ADMIN/,
  },
  {
    name: 'a system setting that there is not',
    yaml: service('sysctls: { net.nope: 1 }'),
    code: 'CMP433',
    says: /sysctls is not there/,
    cure: /check the names/,
  },
  {
    name: 'a device that is not there',
    yaml: service("devices: ['/dev/nope:/dev/nope']"),
    code: 'CMP433',
    says: /device that it asks for is not on the machine/,
    cure: /ls -l \/dev/,
  },
  {
    name: 'a user that the image lacks',
    yaml: service('user: nobody-there'),
    code: 'CMP433',
    says: /no such user or group/,
    cure: /\/etc\/passwd/,
  },
  {
    name: 'a group that the image lacks',
    yaml: service('group_add: [nope]'),
    code: 'CMP433',
    says: /no such user or group/,
    cure: /use a number/,
  },
  {
    name: 'a working directory that is a file',
    yaml: service('working_dir: /bin/busybox'),
    code: 'CMP433',
    says: /working directory cannot be one/,
    cure: /absolute path/,
  },
  {
    name: 'a working directory that is not absolute',
    yaml: service('working_dir: nope'),
    code: 'CMP433',
    says: /working directory cannot be one/,
    cure: /absolute path/,
  },
  {
    name: 'a MAC address that is none',
    yaml: service('mac_address: nope'),
    code: 'CMP433',
    says: /MAC address is not one/,
    cure: /02:42/,
  },
  {
    name: 'a signal that there is not',
    yaml: service('stop_signal: SIGNOPE'),
    code: 'CMP433',
    says: /no such signal/,
    cure: /SIGTERM/,
  },
  {
    name: 'a seccomp profile that is not one',
    yaml: service("security_opt: ['seccomp:./profile.json']"),
    files: { 'profile.json': 'nothing\n' },
    code: 'CMP433',
    says: /seccomp profile cannot be read/,
    cure: /unconfined/,
  },
  {
    name: 'a security option that there is not',
    yaml: service("security_opt: ['nope:x']"),
    code: 'CMP433',
    says: /does not have one of its security options/,
    cure: /no-new-privileges/,
  },
  {
    name: 'an option that tmpfs does not have',
    yaml: service("tmpfs: ['/x:nope=1']"),
    code: 'CMP433',
    says: /tmpfs does not have one of its options/,
    cure: /size, mode/,
  },
  {
    name: 'a size of a container on storage that has none',
    yaml: service('storage_opt: { size: 1G }'),
    code: 'CMP433',
    says: /storage of the engine cannot limit/,
    cure: /project quotas/,
  },
]

const addresses: readonly Situation[] = [
  {
    name: 'subnets that overlap',
    yaml: `services:
  a: { image: busybox, networks: [x, y] }
networks:
  x: { ipam: { config: [{ subnet: 10.231.17.0/24 }] } }
  y: { ipam: { config: [{ subnet: 10.231.17.0/25 }] } }
`,
    code: 'CMP434',
    says: /subnet overlaps that of another network/,
    cure: /choose another subnet/,
  },
  {
    name: 'a subnet that is none',
    yaml: network('ipam: { config: [{ subnet: 10.231.300.0/24 }] }'),
    code: 'CMP434',
    says: /its subnet is not one/,
    cure: /10\.1\.2\.0\/24/,
  },
  {
    name: 'a gateway out of its subnet',
    yaml: network('ipam: { config: [{ subnet: 10.231.18.0/24, gateway: 10.9.9.1 }] }'),
    code: 'CMP434',
    says: /gateway is not in its subnet/,
    cure: /leave it out/,
  },
  {
    name: 'an address out of the subnet',
    yaml: service(
      'networks: { default: { ipv4_address: 10.9.9.9 } }',
      'networks: { default: { ipam: { config: [{ subnet: 10.231.19.0/24 }] } } }\n',
    ),
    code: 'CMP434',
    says: /address is not in the subnet/,
    cure: /choose an address in the subnet/,
  },
  {
    name: 'an address on a network without a subnet',
    yaml: service('networks: { default: { ipv4_address: 10.9.9.9 } }'),
    code: 'CMP434',
    says: /address is not in the subnet/,
    cure: /declare the subnet/,
  },
  {
    name: 'an address for two',
    yaml: `services:
  a: { image: busybox, init: true, command: sleep 1000, networks: { default: { ipv4_address: 10.231.20.9 } } }
  b:
    image: busybox
    networks: { default: { ipv4_address: 10.231.20.9 } } # here
    depends_on: [a]
networks: { default: { ipam: { config: [{ subnet: 10.231.20.0/24 }] } } }
`,
    code: 'CMP434',
    says: /already that of another container/,
    cure: /let the engine choose/,
  },
  {
    name: 'a port on an address that the machine lacks',
    yaml: service("ports: ['10.99.99.99:18081:80']"),
    code: 'CMP434',
    says: /does not have the address that its port is published on/,
    cure: /leave the address out/,
  },
]

const tables = { limits, features, addresses }

describe.concurrent.each(Object.entries(tables))('what an engine refuses: %s', (_, situations) => {
  it.each(situations)('$name', expectSituation)
})
