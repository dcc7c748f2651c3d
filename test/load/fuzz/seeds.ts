import { wholeFiles, newerText } from '../broken/whole.ts'
import type { Files } from '../broken/broken-case.ts'

/** Projects in order that are changed at random; each shows other parts of the language. */
export const seeds: readonly Files[] = [
  {
    'compose.yaml': `name: shop
x-logging: &logging
  driver: json-file
  options: { max-size: "10m" }
services:
  web:
    image: "nginx:\${TAG:-1}"
    logging: *logging
    ports: ["127.0.0.1:8080:80", "443"]
    environment: [LEVEL=debug, HOME, "URL=http://\${HOST:?}/$$x"]
    depends_on: { db: { condition: service_healthy } }
    command: sh -c 'run "a b"'
    deploy: { replicas: 2, resources: { limits: { memory: 64m } } }
  db:
    <<: [{ tty: true }, { init: true }]
    image: postgres
    volumes: [data:/var/lib, "./init:/init:ro"]
    healthcheck: { test: pg_isready, interval: 1m30s, retries: 3 }
volumes:
  data:
    driver_opts: { type: none, o: bind, device: ./data }
`,
    '.env': 'HOST=localhost\nTAG="2"\nB=${HOST:-x}\n',
  },
  {
    'compose.yaml': `include:
  - other/compose.yaml
  - path: [third.yaml]
    env_file: third.env
services:
  web:
    extends: { file: base.yaml, service: base }
    env_file: [{ path: a.env, required: false }, b.env]
    label_file: a.labels
    networks: { front: { aliases: [w], priority: 10 } }
    secrets: [token, { source: key, target: /k, mode: 0400 }]
    configs: [settings]
networks: { front: { ipam: { config: [{ subnet: 10.0.0.0/16 }] } } }
secrets: { token: { environment: TOKEN }, key: { file: ./key } }
configs: { settings: { content: "a=\${A}" } }
`,
    'other/compose.yaml': 'services: { other: { build: ., network_mode: "service:third" } }\n',
    'other/.env': 'A=1\n',
    'third.yaml': 'services: { third: { image: "third:${V}" } }\n',
    'third.env': 'V=3\n',
    'base.yaml':
      'services:\n  base: { image: base, extends: root }\n  root: { cap_add: [A], volumes: ["./x:/x"] }\n',
    'b.env': 'export A=1\nB="two\nlines"\nC=\'$A\' # comment\nD\n',
    'a.labels': 'a=b\n',
  },
  {
    'compose.yaml':
      'services:\n  web: { image: one, ports: ["80:80"], labels: [a=b] }\n---\nservices:\n  web: { image: two, tty: yes }\n',
    'compose.override.yaml':
      'services:\n  web: { ports: !reset [], labels: !override { c: d }, scale: 0x2 }\n',
  },
  {
    'compose.yaml': `services:
  app:
    build:
      context: .
      args: { A: 1, B: }
      additional_contexts: [base=service:base]
      ssh: [default]
      secrets: [token]
    profiles: [dev]
    develop: { watch: [{ path: ./src, action: sync, target: /src, ignore: [node_modules/] }] }
    post_start: [{ command: echo hi, user: root }]
    ulimits: { nofile: { soft: 10, hard: 20 }, nproc: 5 }
    blkio_config: { weight: 10, device_read_bps: [{ path: /dev/a, rate: "1mb" }] }
    tmpfs: /run:size=1m
    extra_hosts: ["a=10.0.0.1", "b:::1"]
    dns: 1.1.1.1
    gpus: all
    memswap_limit: -1
    sysctls: { net.core.somaxconn: 1024 }
  base: { build: { dockerfile_inline: "FROM x\\nRUN y" } }
secrets: { token: { file: ./t } }
`,
  },
  { 'compose.yaml': newerText },
  {
    'compose.yaml': `x-a: &a { b: &b [1, 2.5, ~, true, 0o17, 1e3, .inf, 2001-01-01], c: *b }
x-d:
  - *a
  - "\\u00e9\\n"
  - 'it''s'
  - >-
    folded
    text
services:
  'w-1': &w
    image: |-
      x
    labels: { <<: { k: v }, "q": 1 }
    links: ["v:alias"]
  v: { <<: *w, links: [], ipc: shareable, ? volumes_from : ["container:x"] }
`,
  },
  wholeFiles,
]
