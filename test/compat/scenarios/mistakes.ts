import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const files: Readonly<Record<string, string>> = {
  'empty file': '',
  'broken YAML': 'services:\n  a: [\n',
  'unknown key': 'services: {a: {image: busybox, imagee: x}}\n',
  'wrong type': 'services: {a: {image: [busybox]}}\n',
  cycle: 'services: {a: {image: busybox, depends_on: [b]}, b: {image: busybox, depends_on: [a]}}\n',
  'undefined network': 'services: {a: {image: busybox, networks: [n]}}\n',
  'undefined volume': 'services: {a: {image: busybox, volumes: ["v:/v"]}}\n',
  'undefined dependency': 'services: {a: {image: busybox, depends_on: [b]}}\n',
  'missing env file': 'services: {a: {image: busybox, env_file: missing.env}}\n',
  'missing variable': 'services: {a: {image: "${IMAGE:?which image}"}}\n',
  'no image': 'services: {a: {command: x}}\n',
  'missing start period':
    'services: {a: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: "true", start_interval: 1s}}}\n',
}

export const mistakeScenarios: readonly Scenario[] = [
  ...Object.entries(files).map(([name, project]) => ({
    name: `mistake: ${name}`,
    project,
    steps: ['config -q', 'up -d', 'ps -a'],
  })),
  {
    name: 'mistake: no file',
    project: { 'other.txt': '' },
    steps: ['config', 'up -d', 'ps', 'down', 'logs', '-f missing.yaml up -d'],
  },
  {
    name: 'mistake: flags',
    project: sleeping(),
    steps: [
      '',
      'nonsense',
      '--nonsense',
      'up --nonsense',
      'up nobody',
      'up -d --scale nobody=2',
      'up -d --scale web=x',
      'up --force-recreate --no-recreate',
      'up -d --abort-on-container-exit',
      '--progress nonsense up',
      '--ansi nonsense up',
      'up -d -t x',
      'down -t x',
      'ps --format',
    ],
  },
  {
    name: 'mistake: image that is nowhere',
    project:
      'services:\n  a: {image: "gantry.invalid/nothing:1"}\n  b: {image: busybox, command: sleep 600, stop_signal: KILL}\n',
    steps: ['up -d', 'ps -a', 'down'],
  },
  {
    name: 'mistake: image that may not be pulled',
    project: 'services:\n  a: {image: gantry-compat-nothing, pull_policy: never}\n',
    steps: ['up -d', 'ps -a'],
  },
  {
    name: 'mistake: port taken',
    project:
      'services:\n  a: {image: busybox, command: sleep 600, stop_signal: KILL, ports: ["18491:80"]}\n  b: {image: busybox, command: sleep 600, stop_signal: KILL, ports: ["18491:80"], depends_on: [a]}\n',
    steps: ['up -d', 'ps', 'down'],
  },
  {
    name: 'mistake: command that is not there',
    project: 'services:\n  a: {image: busybox, command: [no-such-program]}\n',
    steps: ['up -d', 'ps -a', 'down'],
  },
  {
    name: 'mistake: name of somebody else',
    project:
      'services:\n  a: {image: busybox, command: sleep 600, stop_signal: KILL, container_name: gantry-compat-taken}\n',
    steps: [
      {
        engine: 'POST /containers/create?name=gantry-compat-taken',
        body: { Image: 'busybox', Labels: { 'com.docker.compose.project': 'gantry-compat-somebody' } },
      },
      'up -d',
      'down',
    ],
  },
  {
    name: 'mistake: engine that does not answer',
    project: sleeping(),
    steps: ['up -d', 'ps', 'down', 'logs'].map((run) => ({
      run,
      env: { DOCKER_HOST: 'unix:///nowhere.sock' },
    })),
  },
  { name: 'version and help', project: sleeping(), steps: ['version --nonsense', 'config --no-such-flag'] },
]
