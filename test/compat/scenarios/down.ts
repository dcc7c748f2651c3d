import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const withVolume = `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, volumes: ["data:/data", /anonymous], networks: [one, default]}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, depends_on: [a]}
networks: {one: {}}
volumes: {data: {}, unused: {}}
`

export const downScenarios: readonly Scenario[] = [
  {
    name: 'down: keeps volumes, and removes them when told',
    project: withVolume,
    steps: ['up -d', 'down', 'up -d', 'down -v', 'down'],
  },
  { name: 'down: one service', project: withVolume, steps: ['up -d', 'down a', 'ps -a', 'down nobody'] },
  {
    name: 'down: one service, when what it needs has no containers',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, volumes: ["data:/data"], networks: [one, default]}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, depends_on: [a], networks: [two]}
networks: {one: {}, two: {}}
volumes: {data: {}}
`,
    steps: ['up -d', 'rm -f -s a', 'down -v b', 'down -v'],
  },
  {
    name: 'down: orphans stay until told',
    project: sleeping({ a: '', b: '' }),
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ a: '' }) } },
      'down',
      'ps -a',
      'down --remove-orphans',
    ],
  },
  {
    name: 'down: without the file',
    project: sleeping({ a: '', b: 'depends_on: [a]' }),
    steps: [
      'up -d',
      { run: '-p gantry-compat-down-without-the-file -f missing.yaml down' },
      { run: '-p gantry-compat-down-without-the-file down' },
    ],
  },
  { name: 'down: nothing there', project: sleeping(), steps: ['down', 'down -v --remove-orphans'] },
  {
    name: 'down: with a time to stop',
    project: `services:\n  a: {image: busybox, command: sleep 600}\n`,
    steps: ['up -d', 'down -t 0'],
  },
  {
    name: 'down: profiles that are not active',
    project: sleeping({ a: '', b: 'profiles: [debug]' }),
    steps: ['--profile debug up -d', 'down', 'ps -a', '--profile debug down'],
  },
]
