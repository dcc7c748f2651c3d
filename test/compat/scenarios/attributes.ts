import type { Files, Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

type Services = Readonly<Record<string, string>>

/** A file for each service, so that a mistake in one stops none of the others. */
function apart(services: Services, more = ''): Files {
  const files = Object.entries(services).map(([name, rest]) => [
    `${name}.yaml`,
    `${sleeping({ [name]: rest })}${more}`,
  ])
  return Object.fromEntries(files)
}

function each(services: Services, commands: readonly string[]): readonly string[] {
  return Object.keys(services).flatMap((name) => commands.map((command) => `-f ${name}.yaml ${command}`))
}

const limits: Services = {
  a: 'cpus: "1.5"\n    cpu_shares: "100"\n    cpuset: 0,1\n    mem_limit: 67108864\n    mem_reservation: 15000k\n    memswap_limit: -1',
  b: 'cpu_quota: "25000"\n    cpu_period: 50ms\n    pids_limit: -1\n    mem_limit: 0.25gb',
  c: 'cpus: 0.1\n    memswap_limit: 128mb\n    mem_limit: 100Mi',
  d: 'deploy: {resources: {limits: {cpus: 0.75, memory: 50mb}, reservations: {cpus: "0.25", memory: 20mb}}}',
  e: 'deploy: {mode: replicated, replicas: 1, resources: {limits: {pids: 30}}}\n    pids_limit: 30',
}

const groups: Services = {
  a: 'blkio_config: {weight: 20, weight_device: [{path: /dev/null, weight: 30}]}',
  b: 'cgroup: host',
  c: 'cgroup_parent: gantry-compat',
  d: 'device_cgroup_rules: ["c 1:5 rwm", "b 7:* rmw"]',
}

const refused: Services = {
  a: 'runtime: no-such-runtime',
  b: 'gpus: all',
  c: 'gpus: [{driver: nvidia, count: 2, capabilities: [compute]}]',
  d: 'deploy: {resources: {reservations: {devices: [{driver: cdi, device_ids: [vendor.example/thing=1], capabilities: [gpu]}]}}}',
  e: 'devices: ["vendor.example/thing=all"]',
  f: 'storage_opt: {size: 1G}',
  g: 'sysctls: [no.such=1]',
  h: 'devices: ["/dev/no-such-device"]',
  i: 'security_opt: [nonsense=1]',
  j: 'cap_add: [NONSENSE]',
  k: 'dns: not-an-address',
  l: 'userns_mode: nonsense',
  m: 'ipc: nonsense',
  n: 'pid: nonsense',
  o: 'group_add: [no-such-group]',
  p: 'user: no-such-user',
  q: 'restart: sometimes',
  r: 'logging: {driver: nonsense}',
  s: 'oom_score_adj: 5000',
  t: 'mem_limit: 1k',
  u: 'cpus: 5000',
  v: 'shm_size: 0',
  w: 'ulimits: {nonsense: 1}',
  x: 'platform: linux/s390x',
  y: 'hostname: "not a name"',
  z: 'working_dir: relative',
}

const less: Services = {
  a: 'credential_spec: {file: spec.json}',
  b: 'external_links: ["gantry-compat-attributes-the-rest-a-1:alias"]\n    network_mode: bridge',
  c: 'use_api_socket: true',
  d: 'security_opt: ["seccomp=profile.json", "label:disable", "no-new-privileges:true"]',
  e: 'extra_hosts: {one: 10.0.0.1, two: ["10.0.0.2", "10.0.0.3"], six: "[::1]", gate: host-gateway}',
  f: 'tmpfs: /t:size=64k,mode=1777,uid=5',
  g: 'init: false\n    oom_kill_disable: true\n    mem_limit: 64m',
  h: 'annotations: [a=1, "b"]\n    labels: {n: , t: true, f: 1.50, d: "2001-01-01"}',
  i: 'stop_grace_period: 1500ms\n    stdin_open: "true"\n    tty: "false"\n    user: "5"',
  j: 'dns: 10.1.1.1\n    dns_search: one.test\n    dns_opt: [use-vc, "ndots:3"]\n    domainname: d.test',
  k: 'ports: ["18650-18652:80-82", "127.0.0.1::90/udp", {target: 91, published: "18655-18659", protocol: tcp, mode: host, name: web, app_protocol: http}, "[::1]:18660:92"]',
  m: 'ipc: shareable\n    shm_size: 67108864',
}

const health: Services = {
  a: 'healthcheck: {test: [CMD-SHELL, "exit 0"], interval: 1m30s, timeout: 1s500ms, retries: "5", start_period: 0s}',
  b: 'healthcheck: {interval: 5s}',
  c: 'healthcheck: {test: echo "$$HOME" && true}',
  d: 'healthcheck: {test: [], interval: 1s}',
  e: 'healthcheck: {test: NONE}',
  f: 'healthcheck: {test: ["CMD"]}',
  g: 'healthcheck: {test: [nonsense, x]}',
  h: 'healthcheck: {disable: true, test: "true"}',
  i: 'healthcheck: {test: "true", timeout: 10}',
  j: 'healthcheck: {test: "true", retries: -1}',
}

const mounts: Services = {
  a: 'volumes: [{type: image, source: "hello-world", target: /image}, {type: tmpfs, target: /t, tmpfs: {size: "1048576", mode: 448}}, {type: tmpfs, target: /u}]',
  b: 'volumes: [{type: bind, source: ./files, target: /one, bind: {create_host_path: false}}, {type: bind, source: ./files, target: /two, bind: {recursive: disabled}}, {type: bind, source: ./files/sub, target: /three, bind: {selinux: z}}]',
  c: 'volumes: [{type: volume, source: v, target: /one, read_only: true, volume: {subpath: sub}}, {type: volume, source: v, target: /two, volume: {labels: {a: b}}}]',
  d: 'volumes: ["./files:/x:ro,z", "./files:/y:rw,rslave", "v:/z:nocopy", "v:/w:ro,nocopy", "./new/deep/folder:/new"]',
  e: 'volumes: ["~/.gantry-compat-no-such:/home-of-mine:ro"]',
  f: 'volumes: ["./files/one.txt:/etc/one.txt", "./files:/etc/files/../more/"]',
  g: 'volumes: [{type: bind, source: ./no-such, target: /x, bind: {create_host_path: false}}]',
  h: 'volumes: [{type: cluster, source: x, target: /x}]',
  i: 'volumes: ["v:relative"]',
  j: 'volumes: [{type: nonsense, source: x, target: /x}]',
  k: 'volumes: [{type: volume, target: /anonymous}, {type: bind, source: ./files, target: /p, bind: {propagation: rshared}, consistency: cached}]',
}

/** What each attribute of a service becomes on the engine, in less common forms. */
export const attributeScenarios: readonly Scenario[] = [
  {
    name: 'attributes: processor and memory',
    project: apart(limits),
    steps: each(limits, ['up -d', 'up -d', 'config']),
  },
  {
    name: 'attributes: limits said twice',
    project: sleeping({ a: 'mem_limit: 64m\n    deploy: {resources: {limits: {memory: 32m}}}' }),
    steps: ['config -q', 'up -d'],
  },
  {
    name: 'attributes: groups of processes',
    project: apart(groups),
    steps: each(groups, ['create', 'up -d']),
  },
  {
    name: 'attributes: what an engine refuses',
    project: apart(refused),
    steps: each(refused, ['create', 'start']),
  },
  {
    name: 'attributes: the rest',
    project: {
      ...apart(less),
      'spec.json': '{}',
      'profile.json': '{ "defaultAction": "SCMP_ACT_ALLOW" }\n',
    },
    steps: [...each(less, ['up -d', 'up -d']), '-f e.yaml exec -T e sh -c "sort /etc/hosts | grep 10.0.0"'],
  },
  {
    name: 'attributes: of other services',
    project: `${sleeping({
      l: 'uts: host\n    pid: "service:o"\n    ipc: "service:m"\n    cgroup: private',
      m: 'ipc: shareable\n    shm_size: 67108864',
      n: 'volumes_from: ["o:ro", "container:gantry-compat-attributes-of-other-services-m-1:rw"]\n    depends_on: [o, m]',
      o: 'volumes: [/x, "named:/n:ro"]',
    })}volumes: {named: {}}\n`,
    steps: ['up -d', 'up -d', 'config'],
  },
  { name: 'attributes: health', project: apart(health), steps: each(health, ['up -d', 'config --hash "*"']) },
  {
    name: 'attributes: mounts of every type',
    project: {
      ...apart(mounts, 'volumes: {v: {}}\n'),
      'files/one.txt': 'one\n',
      'files/sub/two.txt': 'two\n',
    },
    steps: [...each(mounts, ['create', 'start', 'up -d']), { shell: 'find . | sort' }],
  },
]
