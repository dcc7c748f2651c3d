import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

export const networkScenarios: readonly Scenario[] = [
  {
    name: 'networks: addresses that are chosen',
    project: `${sleeping({
      a: 'networks: {n: {ipv4_address: 10.199.20.20, ipv6_address: "fd00:199:20::20"}}',
      b: 'networks: {n: {}}',
    })}networks:
  n:
    enable_ipv6: true
    ipam:
      driver: default
      config:
        - {subnet: 10.199.20.0/24, ip_range: 10.199.20.128/25, gateway: 10.199.20.1, aux_addresses: {host: 10.199.20.5}}
        - {subnet: "fd00:199:20::/64"}
`,
    steps: ['up -d', 'up -d', 'exec -T b ping -c 1 -W 2 10.199.20.20', 'down'],
  },
  {
    name: 'networks: names by which containers find each other',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, hostname: host-a, networks: {n: {aliases: [site, www.example.test]}}}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, networks: [n]}
networks: {n: {}}
`,
    steps: [
      'up -d',
      ...['a', 'site', 'www.example.test', 'host-a', '{project}-a-1'].map(
        (name) => `exec -T b sh -c "ping -c 1 -W 2 ${name} > /dev/null && echo found"`,
      ),
    ],
  },
  {
    name: 'networks: the default one in other words',
    project: `${sleeping()}networks: {default: {name: gantry-compat-default, labels: {a: "1"}, driver_opts: {com.docker.network.bridge.name: gantrycomp0}}}\n`,
    steps: ['up -d', 'up -d', 'down'],
  },
  {
    name: 'networks: internal, attachable, without IPv4 masquerading',
    project: `${sleeping({ a: 'networks: [i, at, m]' })}networks:
  i: {internal: true}
  at: {attachable: true, driver: bridge}
  m: {driver_opts: {com.docker.network.bridge.enable_ip_masquerade: "false", com.docker.network.driver.mtu: "1400"}}
`,
    steps: ['up -d', 'up -d'],
  },
  {
    name: 'networks: not used by any service',
    project: `${sleeping()}networks: {unused: {}, default: {}}\nvolumes: {unused: {}}\n`,
    steps: ['up -d', '--all-resources up -d', 'down -v'],
  },
  {
    name: 'networks: priorities, gateways and names of interfaces',
    project: `${sleeping({
      a: 'networks: {one: {priority: 1}, two: {priority: 100, gw_priority: 1}, three: {interface_name: lan0}}',
    })}networks: {one: {}, two: {}, three: {}}\n`,
    steps: ['up -d', 'up -d', 'exec -T a ls /sys/class/net'],
  },
  {
    name: 'networks: changed and added',
    project: `${sleeping({ a: 'networks: [n]', b: 'networks: [n, m]' })}networks: {n: {}, m: {}}\n`,
    steps: [
      'up -d',
      {
        write: {
          'compose.yaml': `${sleeping({ a: 'networks: [n, m]', b: 'networks: [n]' })}networks: {n: {}, m: {}}\n`,
        },
      },
      'up -d',
      {
        write: {
          'compose.yaml': `${sleeping({ a: 'networks: {n: {aliases: [x]}}', b: 'networks: [n]' })}networks: {n: {}}\n`,
        },
      },
      'up -d',
      'down',
    ],
  },
  {
    name: 'networks: other options than before',
    project: `${sleeping({ a: 'networks: [n]' })}networks: {n: {labels: {vol: "1"}}}\n`,
    steps: [
      'up -d',
      {
        write: { 'compose.yaml': `${sleeping({ a: 'networks: [n]' })}networks: {n: {labels: {vol: "2"}}}\n` },
      },
      'up -d',
      'ps',
    ],
  },
  {
    name: 'networks: host, none and that of another',
    project: sleeping({
      a: 'network_mode: host',
      b: 'network_mode: none',
      c: 'network_mode: bridge',
      d: 'network_mode: "service:e"',
      e: 'ports: ["18530:80"]',
    }),
    steps: ['up -d', 'up -d', 'ps', 'up -d --force-recreate e', 'down'],
  },
  {
    name: 'networks: of a container',
    project: sleeping({ a: '', b: 'network_mode: "container:{project}-a-1"' }).replace(
      '{project}',
      'gantry-compat-networks-of-a-container',
    ),
    steps: ['up -d a', 'up -d', 'down'],
  },
  {
    name: 'networks: still in use',
    project: sleeping(),
    steps: [
      'up -d',
      {
        engine: 'POST /containers/create?name=gantry-compat-guest',
        body: {
          Image: 'busybox',
          Cmd: ['sleep', '600'],
          Labels: { 'com.docker.compose.project': 'gantry-compat-somebody' },
          HostConfig: { NetworkMode: 'gantry-compat-networks-still-in-use_default' },
        },
      },
      { engine: 'POST /containers/gantry-compat-guest/start' },
      'down',
      'up -d',
    ],
  },
  {
    name: 'networks: one that somebody else made',
    project: sleeping(),
    steps: [
      {
        shell: 'docker network rm -f gantry-compat-networks-one-that-somebody-else-made_default 2>/dev/null',
      },
      {
        engine: 'POST /networks/create',
        body: { Name: 'gantry-compat-networks-one-that-somebody-else-made_default' },
      },
      'up -d',
      'down',
      { shell: 'docker network rm gantry-compat-networks-one-that-somebody-else-made_default' },
    ],
  },
  {
    name: 'networks: ports in all forms',
    project: sleeping({
      a: `ports:
      - "18540:80"
      - "127.0.0.1:18541:81/udp"
      - "18542-18543:82-83"
      - {target: 84, published: "18544", host_ip: 127.0.0.1, protocol: tcp, mode: host, name: web, app_protocol: http}
      - {target: 85, published: 18545}
      - "127.0.0.1::86"
      - "[::1]:18547:87"`,
    }),
    steps: [
      'up -d',
      'ps --format json',
      'port a 80',
      'port --protocol udp a 81',
      'port a 83',
      'port a 84',
      'port a 87',
      'up -d',
    ],
  },
  {
    name: 'networks: a range of ports for several containers',
    project: sleeping({ a: 'scale: 3\n    ports: ["18550-18552:80"]' }),
    steps: ['up -d', 'up -d', 'ps --services', 'up -d --scale a=4', 'down'],
  },
  {
    name: 'networks: links and hosts',
    project: sleeping({
      a: 'links: [b, "b:other"]\n    extra_hosts: {one: 10.0.0.1, two: [10.0.0.2, 10.0.0.3], gate: host-gateway}',
      b: 'extra_hosts: ["x=::1", "y:127.0.0.1"]',
    }),
    steps: [
      'up -d',
      'exec -T a sh -c "grep -cE \'one|two|gate\' /etc/hosts"',
      'exec -T a ping -c 1 -W 2 other -q -4 x',
    ],
  },
  {
    name: 'networks: links to a service with several containers',
    project: sleeping({ a: 'links: [b]', b: 'scale: 2' }),
    steps: ['up -d', 'up -d', 'down'],
  },
  {
    name: 'networks: links on the default bridge',
    project: sleeping({ a: 'links: ["b:other"]\n    network_mode: bridge', b: 'network_mode: bridge' }),
    steps: ['up -d', 'exec -T a ping -c 1 -W 2 -q other', 'up -d --no-deps --force-recreate a', 'down'],
  },
  {
    name: 'networks: links to what is there',
    project: sleeping({ a: 'links: ["b:other"]', b: '' }),
    steps: [
      'up -d --no-deps a',
      'up -d --scale b=0 --force-recreate',
      'up -d',
      'up -d --no-deps --force-recreate a',
    ],
  },
  {
    name: 'networks: that of a service without containers',
    project: sleeping({ a: '', b: 'network_mode: "service:a"' }),
    steps: ['up -d', 'scale a=0 b=1', 'scale a=0 b=0', 'up -d --scale a=0', 'down'],
  },
]
