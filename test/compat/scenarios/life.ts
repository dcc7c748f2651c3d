import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const pair = sleeping({ a: '', b: 'depends_on: [a]' })
const linked = sleeping({ a: '', b: 'depends_on: {a: {condition: service_started, restart: true}}', c: '' })

export const lifeScenarios: readonly Scenario[] = [
  { name: 'create: and start', project: pair, steps: ['create', 'ps -a', 'start', 'start', 'create'] },
  {
    name: 'create: changed, forced, kept',
    project: pair,
    steps: [
      'create',
      { write: { 'compose.yaml': sleeping({ a: 'environment: [X=1]', b: 'depends_on: [a]' }) } },
      'create --no-recreate',
      'create',
      'create --force-recreate b',
    ],
  },
  {
    name: 'create: numbers and orphans',
    project: pair,
    steps: [
      'create --scale a=2',
      { write: { 'compose.yaml': sleeping({ a: '' }) } },
      'create --remove-orphans a',
      'ps -a',
    ],
  },
  { name: 'start: nothing there', project: pair, steps: ['start', 'start nobody', 'create a', 'start b'] },
  {
    name: 'start: a dependency that must be healthy',
    project: sleeping({
      a: 'healthcheck: {test: "true", interval: 200ms}',
      b: 'depends_on: {a: {condition: service_healthy}}',
    }),
    steps: ['create', 'start b'],
  },
  { name: 'stop: one and all', project: pair, steps: ['up -d', 'stop a', 'stop', 'stop', 'stop nobody'] },
  {
    name: 'stop: without the file',
    project: pair,
    steps: [
      'up -d',
      '-p gantry-compat-stop-without-the-file stop b',
      '-p gantry-compat-stop-without-the-file start b',
      '-p gantry-compat-stop-without-the-file stop',
    ],
  },
  { name: 'restart: stopped ones too', project: pair, steps: ['up -d', 'stop b', 'restart', 'restart a'] },
  {
    name: 'restart: with dependents',
    project: linked,
    steps: ['up -d', 'stop c', 'restart -t 0 a', 'restart --no-deps a', 'restart nobody'],
  },
  {
    name: 'kill: with signals',
    project: pair,
    steps: ['up -d', 'kill -s CONT', 'kill a', 'kill', 'kill', 'kill nobody'],
  },
  {
    name: 'pause: and unpause',
    project: pair,
    steps: ['up -d', 'pause a', 'ps', 'pause a', 'unpause', 'unpause a', 'stop', 'pause', 'unpause'],
  },
  {
    name: 'rm: stopped ones',
    project: sleeping({ a: 'volumes: [/anonymous]' }),
    steps: ['up -d', 'rm -f', 'stop', { run: 'rm', stdin: 'n\n' }, { run: 'rm', stdin: 'y\n' }, 'rm -f'],
  },
  {
    name: 'rm: running ones and their volumes',
    project: sleeping({ a: 'volumes: [/anonymous]' }),
    steps: ['up -d', 'rm -fsv', 'rm -f nobody'],
  },
  {
    name: 'scale: up and down',
    project: pair,
    steps: ['up -d', 'scale a=3', 'scale a=1 b=2', 'scale --no-deps b=0', 'scale nobody=1', 'scale a'],
  },
  {
    name: 'pull: what is not pulled',
    project:
      'services:\n  a: {image: busybox, pull_policy: never}\n  b: {image: "busybox:1.36", pull_policy: missing}\n',
    steps: ['pull', 'pull -q b', 'pull nobody', 'pull --ignore-buildable'],
  },
  {
    name: 'pull: what is nowhere',
    project: 'services:\n  a: {image: "127.0.0.1:1/nothing/here:1"}\n',
    steps: ['pull', 'pull --ignore-pull-failures', 'pull --policy missing a'],
  },
  {
    name: 'down: networks and volumes of one service',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, networks: [one, default], volumes: ["va:/x"]}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, networks: [two, default], volumes: ["vb:/x"]}
networks: {one: {}, two: {}}
volumes: {va: {}, vb: {}}
`,
    steps: ['up -d', 'down -v a', 'down b', 'down -v'],
  },
]
