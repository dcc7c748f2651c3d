import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const plain = 'services:\n  a: {image: busybox, command: echo from the service}\n'
const withDatabase = sleeping({
  a: 'depends_on: {db: {condition: service_healthy}}',
  db: 'healthcheck: {test: "true", interval: 200ms}',
})

export const runScenarios: readonly Scenario[] = [
  {
    name: 'run: output and exit codes',
    project: plain,
    steps: [
      'run --rm a',
      'run --rm a echo hello',
      `run --rm a sh -c 'echo out; echo err >&2; exit 5'`,
      'run --rm a no-such-program',
      'run --rm a /tmp',
      'run nobody',
      'run',
      'run --nonsense a',
    ],
  },
  {
    name: 'run: environment, user and folder',
    project: `services:
  a: {image: busybox, environment: {FROM_FILE: "1", CHANGED: file}}
`,
    steps: [
      {
        run: `run --rm -e NEW=2 -e CHANGED=flag -e FROM_SHELL -e NOT_SET a sh -c 'env | grep -E "FROM|CHANGED|NEW|NOT_" | sort'`,
        env: { FROM_SHELL: 'shell' },
      },
      'run --rm -u 1000:1001 a id',
      'run --rm -w /tmp a pwd',
      'run --rm --user nobody --workdir /etc a sh -c "id -un; pwd"',
    ],
  },
  {
    name: 'run: environment from a file',
    project: { 'compose.yaml': plain, 'more.env': 'A=1\nB="two words"\n# c\nexport C=3\n' },
    steps: [
      `run --rm --env-from-file more.env -e A=flag a sh -c 'echo $A $B $C'`,
      'run --rm --env-from-file missing.env a true',
    ],
  },
  {
    name: 'run: entrypoint',
    project: 'services:\n  a: {image: busybox, entrypoint: [echo, entry], command: [words]}\n',
    steps: [
      'run --rm a',
      'run --rm a other',
      'run --rm --entrypoint echo a',
      'run --rm --entrypoint "sh -c" a "echo x; exit 3"',
      `run --rm --entrypoint '' a echo none`,
    ],
  },
  {
    name: 'run: volumes',
    project: {
      'compose.yaml':
        'services:\n  a: {image: busybox, volumes: ["data:/data", "./files:/files:ro"]}\nvolumes: {data: {}}\n',
      'files/one.txt': 'one\n',
    },
    steps: [
      'run --rm a sh -c "cat /files/one.txt; echo x > /data/x"',
      'run --rm -v ./files:/more -v data:/again a sh -c "cat /more/one.txt; ls /data"',
      'run --rm -v /anonymous a ls -d /anonymous',
      'run -d --name {project}-kept -v ./files:/more:ro -v other:/other a sleep 600',
      'down --remove-orphans -v -t 0',
    ],
  },
  {
    name: 'run: ports',
    project:
      'services:\n  a: {image: busybox, command: sleep 600, ports: ["127.0.0.1:18510:80"], stop_signal: KILL}\n',
    steps: [
      'run -d --name {project}-one a',
      'run -d --name {project}-two -p 127.0.0.1:18511:81 -p 82 a',
      'run -d --name {project}-three -P a',
      'run -P -p 18512:80 a',
      'ps -a',
      'down --remove-orphans',
    ],
  },
  {
    name: 'run: kept containers',
    project: sleeping({ a: '', b: '' }),
    steps: [
      'up -d a',
      'run --name {project}-done a true',
      'run -d --name {project}-task a',
      'ps',
      'ps -a',
      'ps --services',
      'logs --no-log-prefix a',
      'stop',
      'down',
      'ps -a',
      'down --remove-orphans',
      'ps -a',
    ],
  },
  {
    name: 'run: a name that is taken',
    project: sleeping({ a: '' }),
    steps: ['up -d', 'run --name {project}-a-1 a true', 'ps -a'],
  },
  {
    name: 'run: dependencies',
    project: withDatabase,
    steps: [
      'run --rm --no-deps a echo alone',
      'ps -a',
      'run --rm a echo with',
      'ps -a',
      'run --rm a echo again',
    ],
  },
  {
    name: 'run: a dependency that fails',
    project: `services:
  a: {image: busybox, depends_on: {b: {condition: service_completed_successfully}}}
  b: {image: busybox, command: sh -c "exit 4"}
`,
    steps: ['run --rm a echo hello', 'ps -a'],
  },
  {
    name: 'run: labels and capabilities',
    project: sleeping({ a: 'cap_add: [NET_ADMIN]\n    labels: {own: "1"}' }),
    steps: [
      'run -d --name {project}-x -l extra=1 --label own=2 --cap-add SYS_TIME --cap-drop NET_ADMIN a',
      'run -d --name {project}-y --cap-drop ALL -l bare a',
    ],
  },
  {
    name: 'run: names in networks',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, networks: {one: {aliases: [site]}, two: {}}}
networks: {one: {}, two: {}}
`,
    steps: ['run -d --name {project}-x a', 'run -d --name {project}-y --use-aliases a'],
  },
  {
    name: 'run: what the service says is kept',
    project: `services:
  a:
    image: busybox
    command: sleep 600
    stop_signal: KILL
    container_name: gantry-compat-own-name
    restart: always
    healthcheck: {test: "true", interval: 1s}
    mem_limit: 32m
    scale: 1
    hostname: own
    tmpfs: /run
    init: true
`,
    steps: ['run -d --name {project}-x a', 'up -d', 'ps -a'],
  },
  {
    name: 'run: input',
    project: plain,
    steps: [
      { run: 'run --rm -T a cat', stdin: 'line one\nline two without end' },
      { run: 'run --rm a wc -c', stdin: 'abc' },
      { run: 'run --rm -i=false a cat', stdin: 'not read\n' },
      { run: 'run --rm --no-TTY a cat', stdin: 'x\n' },
      { run: 'run --rm --interactive=false -T a echo none' },
    ],
  },
  {
    name: 'run: a terminal without one',
    project: 'services:\n  a: {image: busybox, command: echo tty, tty: true}\n',
    steps: ['run --rm a', 'run --rm -t a', 'run --rm -T a'],
  },
  {
    name: 'run: a service of a profile',
    project: sleeping({ a: '', b: 'profiles: [tools]\n    depends_on: [a]' }),
    steps: ['run --rm b echo tool', 'ps -a', 'down', 'ps -a'],
  },
  {
    name: 'run: quietly, and without pulling',
    project: plain,
    steps: [
      'run --rm -q a',
      'run --rm --pull never a',
      'run --rm --pull missing --quiet-pull a',
      'run --rm --pull nonsense a',
    ],
  },
  {
    name: 'run: orphans',
    project: sleeping({ a: '', b: '' }),
    steps: [
      'up -d',
      { write: { 'compose.yaml': sleeping({ a: '' }) } },
      'run --rm a true',
      'ps',
      'run --rm --remove-orphans a true',
      'ps',
    ],
  },
  {
    name: 'run: dry',
    project: withDatabase,
    steps: ['--dry-run run --rm -d a', 'ps -a'],
  },
  {
    name: 'run: in the network of another service',
    project: sleeping({ a: 'network_mode: "service:b"', b: '' }),
    steps: ['run --rm a echo there', 'ps -a', 'run -d --name {project}-x a'],
  },
  {
    name: 'run: detached, by identity',
    project: plain,
    steps: ['run -d a'],
    endsByItself: true,
  },
  {
    name: 'run: detached, waits for the end in logs',
    project: plain,
    steps: ['run --name {project}-x a echo said', 'logs a', 'rm -f', 'ps -a'],
  },
  {
    name: 'run: interrupted',
    project: plain,
    steps: [
      {
        run: `run --rm -T a sh -c 'trap "echo bye; exit 9" INT; echo ready; while true; do sleep 0.1; done'`,
        interruptAfter: 'ready',
      },
      'ps -a',
    ],
  },
  {
    name: 'run: images with an entrypoint of their own',
    project: 'services:\n  db: {image: "redis:7", command: [redis-server, --port, "7000"]}\n',
    steps: ['run --rm db redis-cli --version', 'run --rm --entrypoint redis-cli db --version'],
  },
]
