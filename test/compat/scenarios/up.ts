import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

export const upScenarios: readonly Scenario[] = [
  {
    name: 'up: one service',
    project: sleeping(),
    steps: ['up -d', 'ps', 'up -d', 'ps -a --format json', 'down'],
  },
  {
    name: 'up: most of what a service can say',
    project: `services:
  web:
    image: busybox
    command: sh -c "sleep 600"
    entrypoint: ["env"]
    user: "1000:1000"
    working_dir: /tmp
    environment: {A: one, B: "2", C: , EMPTY: ""}
    labels: {com.example.a: x, com.example.n: 5}
    annotations: {com.example.note: y}
    expose: ["7000/tcp"]
    ports: ["127.0.0.1:18471:80", "18472:81/udp", "82"]
    cap_add: [NET_ADMIN]
    cap_drop: [ALL]
    dns: [1.1.1.1]
    dns_search: [example.test]
    dns_opt: [ndots:2]
    extra_hosts: ["other:10.1.2.3", "more=10.1.2.4"]
    group_add: ["50"]
    init: true
    ipc: private
    read_only: true
    tty: true
    stdin_open: true
    shm_size: 32m
    stop_signal: SIGINT
    stop_grace_period: 3s
    tmpfs: ["/run:size=1m", /tmp]
    ulimits: {nofile: {soft: 1000, hard: 2000}, nproc: 500}
    restart: on-failure:3
    mem_limit: 64m
    mem_reservation: 32m
    cpus: 0.5
    cpu_shares: 512
    pids_limit: 50
    oom_score_adj: 100
    security_opt: [no-new-privileges]
    logging: {driver: json-file, options: {max-size: 1m}}
    userns_mode: host
    uts: host
`,
    steps: ['up -d', 'ps --format json', 'up -d'],
  },
  {
    name: 'up: exposed ports in short',
    project: `services:\n  a: {image: busybox, command: sleep 600, stop_signal: KILL, expose: ["7000", "7001-7002/udp"]}\n`,
    steps: ['up -d'],
  },
  {
    name: 'up: healthcheck forms',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: "true", interval: 1s, timeout: 2s, retries: 4}}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: [CMD, "true"], start_period: 5s, start_interval: 1s}}
  c: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {disable: true}}
  d: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: [NONE]}}
`,
    steps: ['up -d --wait', 'ps'],
  },
  {
    name: 'up: volumes of every kind',
    project: {
      'compose.yaml': `services:
  web:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    volumes:
      - data:/data
      - data:/again:ro
      - ./files:/files
      - ./made-here:/made:ro
      - /anonymous
      - {type: tmpfs, target: /scratch, tmpfs: {size: 1m, mode: 0700}}
      - {type: bind, source: ./files, target: /bound, read_only: true, bind: {propagation: rprivate}}
      - {type: volume, source: other, target: /other, volume: {nocopy: true}}
volumes:
  data: {labels: {com.example.kept: "yes"}}
  other: {name: gantry-compat-named, driver: local}
`,
      'files/one.txt': 'one\n',
    },
    steps: ['up -d', 'up -d', 'down', 'down -v'],
  },
  {
    name: 'up: networks with addresses, aliases and options',
    project: `services:
  web:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    networks:
      front: {aliases: [www, site], ipv4_address: 10.199.7.10, priority: 5}
      back: {mac_address: "02:42:ac:11:00:99"}
  db: {image: busybox, command: sleep 600, stop_signal: KILL, networks: [back]}
  none: {image: busybox, command: sleep 600, stop_signal: KILL, network_mode: none}
  with-db: {image: busybox, command: sleep 600, stop_signal: KILL, network_mode: "service:db"}
networks:
  front:
    driver_opts: {com.docker.network.bridge.enable_icc: "true"}
    ipam: {config: [{subnet: 10.199.7.0/24, gateway: 10.199.7.1}]}
    labels: [com.example.net=front]
  back: {internal: true, name: gantry-compat-back}
`,
    steps: ['up -d', 'up -d', 'ps -a', 'down'],
  },
  {
    name: 'up: secrets and configs from files',
    project: {
      'compose.yaml': `services:
  web:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    secrets: [token, {source: token, target: /etc/token}]
    configs: [{source: settings, target: /etc/settings.conf}]
secrets: {token: {file: ./token.txt}}
configs: {settings: {file: ./settings.conf}}
`,
      'token.txt': 'secret\n',
      'settings.conf': 'a = 1\n',
    },
    steps: ['up -d', 'up -d'],
  },
  {
    name: 'up: dependencies and their label',
    project: `services:
  web:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    depends_on: {db: {condition: service_healthy, restart: true}, init: {condition: service_completed_successfully}, cache: {condition: service_started}}
  db: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: "true", interval: 1s}}
  init: {image: busybox, command: "true"}
  cache: {image: busybox, command: sleep 600, stop_signal: KILL}
`,
    steps: ['up -d', 'ps -a', 'up -d', 'down'],
  },
  {
    name: 'up: replaces what changed and leaves the rest',
    project: sleeping({ a: 'environment: {X: "1"}', b: 'labels: {l: "1"}', c: '' }),
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ a: 'environment: {X: "2"}', b: 'labels: {l: "1"}', c: '' }) } },
      'up -d',
      'up -d --force-recreate b',
      'up -d --no-recreate',
    ],
  },
  {
    name: 'up: named services and their dependencies',
    project: sleeping({ a: 'depends_on: [b]', b: '', c: '' }),
    steps: ['up -d a', 'ps', 'up -d --no-deps c', 'ps --services'],
  },
  {
    name: 'up: scale up and down',
    project: sleeping({ a: '', b: 'scale: 2' }),
    steps: ['up -d --scale a=3', 'ps', 'up -d', 'ps', 'up -d --scale a=0', 'ps -a'],
  },
  {
    name: 'up: orphans',
    project: sleeping({ a: '', b: '' }),
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ a: '' }) } },
      'up -d',
      'ps',
      'ps --orphans=false',
      'up -d --remove-orphans',
      'ps -a',
    ],
  },
  {
    name: 'up: profiles',
    project: sleeping({ a: '', b: 'profiles: [debug]', c: 'profiles: [other]' }),
    steps: ['up -d', 'ps', '--profile debug up -d', 'ps', 'up -d c', 'ps', 'down', 'ps -a'],
  },
  {
    name: 'up: attached until all have ended',
    project: `services:
  a: {image: busybox, command: sh -c "echo one; echo two >&2; exit 0"}
  b: {image: busybox, command: sh -c "printf unterminated; exit 3"}
`,
    steps: ['up', 'ps -a', 'up --no-log-prefix', 'down'],
  },
  {
    name: 'up: attached to some',
    project: `services:
  a: {image: busybox, command: echo a, depends_on: [b]}
  b: {image: busybox, command: echo b}
  c: {image: busybox, command: echo c, attach: false}
`,
    steps: ['up a', 'up', 'up --no-attach a', 'up --attach a'],
    endsByItself: true,
  },
  {
    name: 'up: ends with the first container',
    project: `services:
  a: {image: busybox, command: sh -c "exit 7"}
  b: {image: busybox, command: sleep 600, stop_grace_period: 1s}
`,
    steps: [
      'up --abort-on-container-exit',
      'ps -a',
      'up --exit-code-from b',
      'up --abort-on-container-failure',
    ],
  },
  {
    name: 'up: a dependency that fails',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, depends_on: {b: {condition: service_completed_successfully}}}
  b: {image: busybox, command: sh -c "exit 4"}
`,
    steps: ['up -d', 'ps -a'],
  },
  {
    name: 'up: a dependency that is never healthy',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, depends_on: {b: {condition: service_healthy}}}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: "false", interval: 1s, retries: 1}}
`,
    steps: ['up -d', 'ps -a'],
  },
  {
    name: 'up: wait for what ends',
    project: `services:
  a: {image: busybox, command: "true"}
`,
    steps: ['up -d --wait', 'ps -a'],
  },
  {
    name: 'up: external networks and volumes',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, networks: [outside], volumes: [store:/store]}
networks: {outside: {external: true, name: gantry-compat-of-somebody}}
volumes: {store: {external: true, name: gantry-compat-store-of-somebody}}
`,
    steps: [
      'up -d',
      {
        engine: 'POST /networks/create',
        body: {
          Name: 'gantry-compat-of-somebody',
          Labels: { 'com.docker.compose.project': 'gantry-compat-somebody' },
        },
      },
      'up -d',
      {
        engine: 'POST /volumes/create',
        body: {
          Name: 'gantry-compat-store-of-somebody',
          Labels: { 'com.docker.compose.project': 'gantry-compat-somebody' },
        },
      },
      'up -d',
      'down -v',
    ],
  },
  {
    name: 'up: environment from files and the shell',
    project: {
      'compose.yaml': `services:
  a:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    env_file: [one.env, {path: two.env, required: false}, {path: missing.env, required: false}]
    environment: [FROM_SHELL, NOT_SET, C=from-compose, "D=\${FROM_DOTENV}"]
`,
      'one.env': "A=1\nB='two words'\nC=from-file\nX=${FROM_DOTENV}-x\n",
      'two.env': 'B=second # comment\nexport E="quoted\\nline"\n',
      '.env': 'FROM_DOTENV=dot\n',
    },
    steps: [{ run: 'up -d', env: { FROM_SHELL: 'shell' } }],
  },
  {
    name: 'up: limits and devices by deploy',
    project: `services:
  a:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    devices: ["/dev/null:/dev/nothing:rw"]
    deploy:
      replicas: 2
      resources: {limits: {cpus: "0.25", memory: 32M, pids: 20}, reservations: {memory: 16M}}
      restart_policy: {condition: on-failure, max_attempts: 2}
      labels: {ignored: here}
`,
    steps: ['up -d', 'up -d'],
  },
  {
    name: 'up: container names, links and volumes of others',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, container_name: gantry-compat-custom, volumes: [/shared]}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, links: ["a:alpha"], volumes_from: ["a:ro"]}
`,
    steps: ['up -d', 'up -d', 'ps', 'logs'],
  },
  {
    name: 'up: only create',
    project: sleeping(),
    steps: ['up --no-start', 'ps -a', 'up -d', 'ps'],
  },
  {
    name: 'up: dry run',
    project: sleeping(),
    steps: ['--dry-run up -d', 'ps -a'],
  },
]
