import type { Scenario } from '../scenario.ts'

export const stackScenarios: readonly Scenario[] = [
  {
    name: 'stack: web, cache and database',
    project: {
      'compose.yaml': `services:
  proxy:
    image: nginx:alpine
    ports: ["127.0.0.1:18570:80"]
    volumes: ["./site:/usr/share/nginx/html:ro"]
    depends_on: {cache: {condition: service_started}, db: {condition: service_healthy}}
    networks: [front, back]
    stop_grace_period: 1s
  cache: {image: "redis:7-alpine", command: redis-server --save "" --appendonly no, networks: [back], volumes: ["cache:/data"]}
  db:
    image: postgres:16-alpine
    environment: {POSTGRES_PASSWORD_FILE: /run/secrets/password, POSTGRES_DB: app}
    secrets: [password]
    healthcheck: {test: [CMD-SHELL, pg_isready -U postgres], interval: 500ms, timeout: 3s, retries: 40}
    volumes: ["db:/var/lib/postgresql/data"]
    networks: [back]
networks: {front: {}, back: {internal: true}}
volumes: {cache: {}, db: {}}
secrets: {password: {file: ./password.txt}}
`,
      'password.txt': 'secret\n',
      'site/index.html': 'hello from the site\n',
    },
    steps: [
      'up -d --wait',
      'ps',
      { shell: 'curl -s http://127.0.0.1:18570/ || wget -qO- http://127.0.0.1:18570/' },
      'exec -T cache redis-cli ping',
      'exec -T db psql -U postgres -d app -tAc "select 1"',
      'images',
      'images --format json',
      'port proxy 80',
      'restart cache',
      'ps --services',
      'up -d',
      'down',
      'volumes -q',
      'down -v',
    ],
  },
  {
    name: 'stack: parts in other files',
    project: {
      'compose.yaml': `include: [db/compose.yaml]
services:
  web: {extends: {file: common.yaml, service: base}, depends_on: [db], environment: {ROLE: web}}
  worker: {extends: {file: common.yaml, service: base}, environment: {ROLE: worker}, scale: 2}
`,
      'common.yaml':
        'services:\n  base: {image: busybox, command: sleep 600, stop_signal: KILL, environment: {COMMON: "1", ROLE: none}, env_file: [common.env], labels: {team: x}}\n',
      'common.env': 'FROM_COMMON=1\n',
      'db/compose.yaml':
        'services:\n  db: {image: busybox, command: sleep 600, stop_signal: KILL, volumes: ["./data:/data", "db:/db"], env_file: [db.env]}\nvolumes: {db: {}}\n',
      'db/db.env': 'DB=1\n',
      'db/.env': 'X=from-part\n',
    },
    steps: [
      'config',
      'up -d',
      'ps',
      'exec -T --index 2 worker sh -c "echo $ROLE $COMMON $FROM_COMMON"',
      'up -d',
      'down -v',
    ],
  },
  {
    name: 'stack: development and production',
    project: {
      'compose.yaml':
        'services:\n  web: &web {image: busybox, command: sleep 600, stop_signal: KILL, environment: &env {MODE: base, LEVEL: info}}\n  copy:\n    <<: *web\n    environment: {<<: *env, LEVEL: debug}\n',
      'compose.override.yaml':
        'services:\n  web: {environment: {MODE: dev}, ports: ["18575:80"], volumes: [".:/src"]}\n',
      'prod.yaml': 'services:\n  web: {environment: {MODE: prod}, restart: always, deploy: {replicas: 2}}\n',
    },
    steps: [
      'up -d',
      'exec -T web sh -c "echo $MODE $LEVEL"',
      'exec -T copy sh -c "echo $MODE $LEVEL"',
      '-f compose.yaml -f prod.yaml up -d',
      '-f compose.yaml -f prod.yaml ps',
      '-f compose.yaml -f prod.yaml down',
    ],
  },
  {
    name: 'stack: jobs before the service',
    project: `x-common: &common {image: busybox, stop_signal: KILL}
services:
  migrate: {<<: *common, command: sh -c "echo migrating > /shared/done", volumes: ["shared:/shared"]}
  seed: {<<: *common, command: sh -c "cat /shared/done", volumes: ["shared:/shared"], depends_on: {migrate: {condition: service_completed_successfully}}}
  app: {<<: *common, command: sleep 600, depends_on: {seed: {condition: service_completed_successfully}}}
volumes: {shared: {}}
`,
    steps: ['up -d --wait app', 'ps -a', 'logs seed', 'up -d', 'ps -a', 'down -v'],
  },
  {
    name: 'stack: everything a service may ask of the engine',
    project: {
      'compose.yaml': `services:
  a:
    image: busybox
    command: ["sleep", "600"]
    stop_signal: KILL
    hostname: own-host
    domainname: example.test
    privileged: false
    cap_add: [NET_ADMIN, SYS_PTRACE]
    cgroup: private
    cgroup_parent: ""
    cpu_count: 1
    cpu_percent: 50
    cpu_period: 100000
    cpu_quota: 50000
    cpuset: "0"
    device_cgroup_rules: ["c 1:3 mr"]
    devices: ["/dev/null:/dev/x", {source: /dev/zero, target: /dev/y, permissions: r}]
    group_add: [audio, "1000"]
    ipc: shareable
    isolation: default
    label_file: [labels.txt]
    labels: [one=1, two]
    mac_address: "02:42:ac:11:00:aa"
    mem_swappiness: 10
    memswap_limit: 64m
    mem_limit: 64m
    oom_kill_disable: false
    pid: host
    platform: linux/amd64
    pull_policy: missing
    runtime: runc
    security_opt: ["seccomp:unconfined"]
    stop_grace_period: 1m30s
    storage_opt: {}
    sysctls: {net.core.somaxconn: "1024", net.ipv4.tcp_syncookies: 0}
    ulimits: {nproc: 65, core: {soft: 0, hard: 10}}
    working_dir: /tmp
    blkio_config: {weight: 300}
    logging: {driver: json-file, options: {max-size: 10m, max-file: "3", labels: one}}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, pid: "service:a", ipc: "service:a", logging: {driver: none}}
  c: {image: busybox, command: sleep 600, stop_signal: KILL, privileged: true, security_opt: ["systempaths=unconfined"], userns_mode: host}
`,
      'labels.txt': 'from.file=1\none=overridden\n',
    },
    steps: ['config', 'up -d', 'up -d', 'ps -a', 'logs b'],
  },
  {
    name: 'stack: commands and entrypoints of every kind',
    project: `services:
  a: {image: busybox, command: echo "quoted words" 'single $$HOME' unquoted\\ blank}
  b: {image: busybox, command: [echo, "a b", "$$HOME"]}
  c: {image: busybox, entrypoint: sh -c, command: ["echo $$0 $$1", x, y]}
  d: {image: busybox, entrypoint: [], command: echo d}
  e: {image: busybox, entrypoint: echo one, command: []}
  f: {image: "hello-world", command: null}
  g:
    image: busybox
    command: >
      sh -c "echo folded
      text"
  h: {image: busybox, command: "", entrypoint: "echo h"}
`,
    steps: ['up', 'config'],
    endsByItself: true,
  },
]
