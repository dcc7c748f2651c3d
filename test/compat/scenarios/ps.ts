import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const mixed = `services:
  web: {image: busybox, command: sleep 600, stop_signal: KILL, ports: ["127.0.0.1:18481:80", "18482-18484:90-92"]}
  worker: {image: busybox, command: sh -c "sleep 600", scale: 2, stop_signal: KILL}
  done: {image: busybox, command: "true"}
  broken: {image: busybox, command: sh -c "exit 3"}
`

export const psScenarios: readonly Scenario[] = [
  {
    name: 'ps: forms and filters',
    project: mixed,
    steps: [
      'ps',
      'up -d',
      'ps',
      'ps -a',
      'ps web',
      'ps -q',
      'ps -aq worker',
      'ps --services',
      'ps -a --services',
      'ps --status exited',
      'ps --filter status=running',
      'ps --filter name=x',
      'ps --status nonsense',
      'ps --format json',
      'ps -a --format json broken',
      'ps --no-trunc',
      "ps --format '{{.Name}} {{.Service}} {{.State}}'",
      "ps --format 'table {{.Name}}\t{{.Image}}'",
      'ps nobody',
    ],
  },
  {
    name: 'ps: a service of a profile that is off',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL}
  b: {image: busybox, command: sleep 600, stop_signal: KILL, profiles: [debug]}
`,
    steps: ['--profile debug up -d', 'ps', 'ps --orphans=false', 'ps --orphans=false b', 'ps b'],
  },
  {
    name: 'profiles: one that another needs',
    project: sleeping({ a: 'depends_on: [b]', b: 'profiles: [debug]' }),
    steps: ['up -d', 'up -d a b', '--profile debug up -d', '--profile debug down'],
  },
]
