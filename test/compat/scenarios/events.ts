import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const pair = sleeping({ a: '', b: 'depends_on: [a]' })

export const eventScenarios: readonly Scenario[] = [
  {
    name: 'events: of one run',
    project: pair,
    steps: [
      'up -d',
      'restart a',
      'down',
      'events --json --since {start} --until {now}',
      'events --since {start} --until {now} a',
      'events --json --since {start} --until {now} nobody',
      'events --since nonsense --until {now}',
    ],
  },
  {
    name: 'events: pauses, kills and processes',
    project: pair,
    steps: [
      'up -d',
      'pause a',
      'unpause a',
      'exec -T a true',
      'kill -s CONT a',
      'kill b',
      'run --rm --no-deps a true',
      'rm -f',
      'events --json --since {start} --until {now}',
    ],
  },
  {
    name: 'wait: for the end',
    project: `services:
  a: {image: busybox, command: sh -c "sleep 1; exit 3"}
  b: {image: busybox, command: sleep 600, stop_signal: KILL}
`,
    steps: ['up -d', 'wait a', 'wait a', 'wait nobody', 'up -d', 'wait --down-project a', 'ps -a'],
  },
  {
    name: 'wait: for several',
    project: `services:
  a: {image: busybox, command: sh -c "sleep 1; exit 3"}
  b: {image: busybox, command: sh -c "sleep 2; exit 5"}
`,
    steps: ['up -d', 'wait a b', 'ps -a'],
  },
  {
    name: 'top: processes',
    project: sleeping({ a: 'scale: 2', b: '' }),
    steps: ['up -d', 'stop b', 'pause a', 'unpause a'],
  },
  {
    name: 'stats: forms',
    project: sleeping({ a: 'scale: 2', b: 'mem_limit: 32m' }),
    steps: [
      'up -d',
      `stats --no-stream --format '{{.Name}} {{.PIDs}}'`,
      `stats --no-stream --format 'table {{.Name}}\\t{{.PIDs}}' b`,
      'stats --no-stream nobody',
      'stop',
      `stats --no-stream -a --format '{{.Name}} {{.MemUsage}} {{.CPUPerc}}'`,
      `stats --no-stream --format '{{.Name}}'`,
      `stats --no-stream --format '{{.Nonsense}}'`,
    ],
  },
]
