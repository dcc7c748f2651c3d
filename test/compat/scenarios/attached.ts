import type { Scenario } from '../scenario.ts'

const server = 'sh -c "echo ready; exec sleep 600"'
const two = `services:
  a: {image: busybox, command: ${server}, stop_signal: KILL}
  b: {image: busybox, command: ${server}, stop_signal: KILL, depends_on: [a]}
`
const ends = (first: string, second: string): string => `services:
  test: {image: busybox, command: sh -c "${first}", depends_on: [db]}
  db: {image: busybox, command: sh -c "${second}", stop_signal: KILL}
`

export const attachedScenarios: readonly Scenario[] = [
  {
    name: 'attached: interrupted',
    project: two,
    steps: [{ run: 'up', interruptAfter: 'b-1  | ready' }, 'ps -a', 'down'],
  },
  {
    name: 'attached: interrupted, one service',
    project: two,
    steps: [{ run: 'up b', interruptAfter: 'ready' }, 'ps -a'],
  },
  {
    name: 'attached: exit code of one',
    project: ends('echo tests; exit 5', 'echo up; sleep 600'),
    steps: [
      'up --exit-code-from test',
      'ps -a',
      'up --abort-on-container-exit --exit-code-from test test',
      'up --exit-code-from nobody',
      'up --exit-code-from db --no-log-prefix',
    ],
  },
  {
    name: 'attached: tests that pass',
    project: ends('echo tests', 'echo up; sleep 600'),
    steps: [
      'up --exit-code-from test',
      'up --abort-on-container-exit',
      'up --abort-on-container-failure --exit-code-from test -d',
    ],
  },
  {
    name: 'attached: until one fails',
    project: `services:
  a: {image: busybox, command: sh -c "exit 0"}
  b: {image: busybox, command: sh -c "sleep 1; exit 8"}
  c: {image: busybox, command: sleep 600, stop_signal: KILL}
`,
    steps: [
      'up --abort-on-container-failure',
      'ps -a',
      'up --abort-on-container-failure --abort-on-container-exit',
    ],
  },
  {
    name: 'attached: flags that do not go together',
    project: two,
    steps: [
      'up -d --exit-code-from a',
      'up -d --attach a',
      'up --wait --abort-on-container-exit',
      'up --attach a --attach-dependencies',
      'up --attach nobody',
      'up --no-attach nobody --no-start',
      'up -d --no-recreate --always-recreate-deps',
      'up -d -V --no-recreate',
      'up -d --build --no-build',
      'up -d --attach-dependencies',
      'up -d --pull nonsense',
      'create --force-recreate --no-recreate',
      'create --build --no-build',
      'run --no-TTY --tty a true',
      'ps -a',
    ],
  },
  {
    name: 'attached: which containers are shown',
    project: `services:
  a: {image: busybox, command: echo a, depends_on: [b]}
  b: {image: busybox, command: echo b, depends_on: [c]}
  c: {image: busybox, command: echo c, attach: false}
`,
    steps: [
      'up',
      'up a',
      'up --attach-dependencies a',
      'up --attach c',
      'up --attach a --attach b',
      'up --no-attach a --no-attach b',
      'up --no-color --no-log-prefix b',
      'up --timestamps a',
    ],
    endsByItself: true,
  },
  {
    name: 'attached: what was there before',
    project: two,
    steps: [
      'up -d',
      { run: 'up', interruptAfter: 'Attaching' },
      'ps -a',
      'up --no-start',
      'up -d --quiet-pull',
      'up -d --quiet-pull -y',
    ],
  },
  {
    name: 'attached: lines of every kind',
    project: `services:
  a:
    image: busybox
    command: [printf, 'one\\n\\ntwo\\r\\nthree\\tx\\n\\033[31mred\\033[0m\\nwörld ✓\\nunterminated']
  long: {image: busybox, command: sh -c "head -c 70000 /dev/zero | tr '\\\\0' x; echo"}
  tty: {image: busybox, command: sh -c "echo on a terminal; tty", tty: true}
`,
    steps: [
      'up a',
      'up long',
      'logs --no-log-prefix long',
      'up tty',
      'logs',
      'logs --no-color a',
      '--ansi always logs a',
      '--ansi never logs a',
    ],
    endsByItself: true,
  },
  {
    name: 'attached: logs that are followed',
    project: two,
    steps: [
      'up -d',
      { run: 'logs -f b', interruptAfter: 'b-1  | ready' },
      { run: 'logs -f -n 1 --no-log-prefix a', interruptAfter: 'ready' },
      'restart -t 0 a',
      'logs a',
      'stop',
      'logs a b',
    ],
  },
]
