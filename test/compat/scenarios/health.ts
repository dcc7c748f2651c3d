import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const healthy = 'healthcheck: {test: "true", interval: 200ms}'
const unhealthy = 'healthcheck: {test: "false", interval: 200ms, retries: 1}'

export const healthScenarios: readonly Scenario[] = [
  {
    name: 'wait: until all are healthy',
    project: sleeping({
      a: healthy,
      b: `depends_on: {a: {condition: service_healthy}}\n    ${healthy}`,
      c: '',
    }),
    steps: ['up -d --wait', 'ps', 'up -d --wait --wait-timeout 20', 'up --wait a', 'down'],
  },
  {
    name: 'wait: unhealthy ones',
    project: sleeping({ a: unhealthy, b: '' }),
    steps: ['up -d --wait', 'ps -a', 'up --wait b'],
  },
  {
    name: 'wait: too long',
    project: sleeping({ a: 'healthcheck: {test: "false", interval: 60s, start_period: 100s}' }),
    steps: [
      'up -d --wait --wait-timeout 1',
      'ps',
      'up -d --wait --wait-timeout -1',
      'up -d --wait --wait-timeout x',
    ],
  },
  {
    name: 'wait: for what ends well, and badly',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, depends_on: {b: {condition: service_completed_successfully}}}
  b: {image: busybox, command: "true"}
  c: {image: busybox, command: sh -c "exit 3"}
`,
    steps: ['up -d --wait a', 'ps -a', 'up -d --wait c', 'up -d --wait'],
  },
  {
    name: 'dependency: healthy in a chain',
    project: sleeping({
      a: healthy,
      b: `depends_on: {a: {condition: service_healthy}}\n    ${healthy}`,
      c: 'depends_on: {b: {condition: service_healthy}, a: {condition: service_started}}',
    }),
    steps: ['up -d c', 'ps', 'stop', 'start c', 'ps', 'restart', 'down'],
  },
  {
    name: 'dependency: not required, and not there',
    project: sleeping({
      a: 'depends_on: {b: {condition: service_started, required: false}, c: {condition: service_healthy, required: false}}',
      b: 'profiles: [p]',
      c: unhealthy,
    }),
    steps: ['up -d', 'ps -a', 'config'],
  },
  {
    name: 'dependency: without a healthcheck',
    project: sleeping({ a: 'depends_on: {b: {condition: service_healthy}}', b: '' }),
    steps: ['up -d', 'ps -a'],
  },
  {
    name: 'dependency: of a service with several containers',
    project: sleeping({ a: `depends_on: {b: {condition: service_healthy}}`, b: `scale: 2\n    ${healthy}` }),
    steps: ['up -d', 'ps', 'stop b', 'ps -a', 'up -d'],
  },
  {
    name: 'dependency: a profile that is not active',
    project: sleeping({ a: 'depends_on: [b]', b: 'profiles: [p]' }),
    steps: ['config', 'up -d', '--profile p up -d', 'ps', '--profile p down'],
  },
  {
    name: 'dependency: scaled to none',
    project: sleeping({ a: 'depends_on: [b]', b: 'scale: 0' }),
    steps: ['up -d', 'ps -a', 'up -d --scale b=1', 'ps -a'],
  },
  {
    name: 'dependency: the order of stopping and starting',
    project: sleeping({ a: 'depends_on: [b]', b: 'depends_on: [c]', c: '' }),
    steps: [
      'up -d',
      'stop b',
      'ps -a',
      'start b',
      'ps -a',
      'rm -fs c',
      'ps -a',
      'up -d a',
      'ps -a',
      'down c',
      'ps -a',
    ],
  },
  {
    name: 'hooks: after the start and before the stop',
    project: {
      'compose.yaml': sleeping({
        a: `volumes: ["./out:/out"]
    post_start: [{command: 'sh -c "echo started >> /out/x"'}, {command: [sh, -c, "echo $$WHO $(id -u) >> /out/x"], environment: [WHO=me], user: "0", working_dir: /tmp}]
    pre_stop: [{command: 'sh -c "echo stopping >> /out/x"'}]`,
      }).replace('$(id', '$$(id'),
      'out/.keep': '',
    },
    steps: ['up -d', 'restart', 'stop', 'start', 'down', { shell: 'cat out/x' }],
  },
  {
    name: 'hooks: that fail',
    project: sleeping({ a: 'post_start: [{command: "false"}]', b: 'depends_on: [a]' }),
    steps: ['up -d', 'ps -a'],
  },
  {
    name: 'restart: policies',
    project: sleeping({
      a: 'restart: always',
      b: 'restart: "no"',
      c: 'restart: unless-stopped',
      d: 'restart: on-failure:2',
      e: 'deploy: {restart_policy: {condition: any}}',
      f: 'deploy: {restart_policy: {condition: none}}',
    }),
    steps: ['up -d', 'up -d', 'ps -q --status running --format {{.Service}}'],
  },
  {
    name: 'restart: a container that fails again and again',
    project: 'services:\n  a: {image: busybox, command: sh -c "exit 3", restart: "on-failure:2"}\n',
    steps: ['up --no-log-prefix', 'ps -a --format json', 'up --abort-on-container-exit', 'down'],
  },
]
