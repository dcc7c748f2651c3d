import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const before = sleeping({ a: 'environment: {A: "1"}', b: '' })

/** What a change in the file does to a running project: a name and what is written for service `a` instead. */
const changes: Readonly<Record<string, string>> = {
  image: 'environment: {A: "1"}\n    image: local/busybox:1',
  command: 'environment: {A: "1"}\n    entrypoint: [sleep, "500"]',
  labels: 'environment: {A: "1"}\n    labels: {new: "1"}',
  'environment to nothing': '',
  ports: 'environment: {A: "1"}\n    ports: ["18560:80"]',
  volumes: 'environment: {A: "1"}\n    volumes: [/new]',
  healthcheck: 'environment: {A: "1"}\n    healthcheck: {test: "true"}',
  'restart policy': 'environment: {A: "1"}\n    restart: always',
  limits: 'environment: {A: "1"}\n    mem_limit: 32m',
  'number only': 'environment: {A: "1"}\n    scale: 2',
  'dependencies only': 'environment: {A: "1"}\n    depends_on: [b]',
  'profile only': 'environment: {A: "1"}\n    profiles: [p]',
  'name of the container': 'environment: {A: "1"}\n    container_name: gantry-compat-renamed',
  'pull policy only': 'environment: {A: "1"}\n    pull_policy: never',
}

export const changeScenarios: readonly Scenario[] = [
  ...Object.entries(changes).map(([name, a]) => ({
    name: `change: ${name}`,
    project: before,
    steps: [
      'up -d',
      {
        write: {
          'compose.yaml': sleeping({ a, b: '' }).replace(
            'image: busybox\n    command: sleep 600\n    stop_signal: KILL\n    environment: {A: "1"}\n    image',
            'command: sleep 600\n    stop_signal: KILL\n    environment: {A: "1"}\n    image',
          ),
        },
      },
      'up -d',
      'ps -a',
      'up -d',
      'down --remove-orphans',
    ],
  })),
  {
    name: 'change: the env file',
    project: { 'compose.yaml': sleeping({ a: 'env_file: [a.env]', b: '' }), 'a.env': 'X=1\n' },
    steps: ['up -d', { write: { 'a.env': 'X=2\n' } }, 'up -d', 'exec -T a sh -c "echo $X"'],
  },
  {
    name: 'change: a dependency, and what restarts with it',
    project: sleeping({
      a: 'environment: {A: "1"}',
      b: 'depends_on: {a: {condition: service_started, restart: true}}',
      c: 'depends_on: [a]',
      d: 'network_mode: "service:a"',
    }),
    steps: [
      'up -d',
      {
        write: {
          'compose.yaml': sleeping({
            a: 'environment: {A: "2"}',
            b: 'depends_on: {a: {condition: service_started, restart: true}}',
            c: 'depends_on: [a]',
            d: 'network_mode: "service:a"',
          }),
        },
      },
      'up -d',
      'ps -a',
      'up -d',
    ],
  },
  {
    name: 'change: a service is gone, another has come',
    project: sleeping({ a: '', b: '' }),
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ b: '', c: '' }) } },
      'up -d --remove-orphans',
      'ps -a',
    ],
  },
  {
    name: 'change: something that cannot be made',
    project: before,
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ a: 'cpuset: "900"', b: '' }) } },
      'up -d',
      'ps -a',
      { write: { 'compose.yaml': before } },
      'up -d',
      'ps -a',
    ],
  },
  {
    name: 'change: containers that were removed and stopped meanwhile',
    project: sleeping({ a: 'scale: 3', b: '' }),
    steps: [
      'up -d',
      {
        engine:
          'DELETE /containers/gantry-compat-change-containers-that-were-removed-and-stopped-meanwhile-a-2?force=1',
      },
      {
        engine:
          'POST /containers/gantry-compat-change-containers-that-were-removed-and-stopped-meanwhile-b-1/stop?t=0',
      },
      'ps -a',
      'up -d',
      'ps',
    ],
  },
  {
    name: 'change: a network and a volume that were removed meanwhile',
    project: sleeping({ a: 'volumes: ["vol:/v"]' }) + 'volumes: {vol: {}}\n',
    steps: [
      'create',
      {
        shell:
          'docker network rm gantry-compat-change-a-network-and-a-volume-that-were-removed-meanwhile_default',
      },
      'up -d',
      'ps',
    ],
  },
  {
    name: 'change: an image under the same name',
    project: 'services:\n  a: {image: "gantry-compat-image:1", command: sleep 600, stop_signal: KILL}\n',
    steps: [
      { shell: 'docker tag busybox gantry-compat-image:1' },
      'up -d',
      { shell: 'docker tag local/base:1 gantry-compat-image:1' },
      'up -d',
      'ps',
      'images --format json',
      'down --rmi all',
      { shell: 'docker images -q gantry-compat-image:1' },
    ],
  },
  {
    name: 'change: dry',
    project: before,
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ a: 'environment: {A: "2"}', c: '' }) } },
      '--dry-run up -d --remove-orphans',
      'up --dry-run -d',
      '--dry-run down -v',
      '--dry-run stop',
      '--dry-run restart',
      '--dry-run rm -fs',
      '--dry-run kill',
      '--dry-run scale c=3',
      '--dry-run pull',
      '--dry-run create',
      '--dry-run pause',
      '--dry-run start',
      'ps -a',
    ],
  },
  {
    name: 'scale: with an env_file',
    project: {
      'compose.yaml': sleeping({ a: 'env_file: vars.env', b: '' }),
      'vars.env': 'A=1\n',
    },
    steps: ['up -d', 'scale a=2', 'down'],
  },
]
