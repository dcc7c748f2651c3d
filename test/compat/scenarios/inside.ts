import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const one = sleeping({ a: 'environment: {OWN: "1"}' })
const several = sleeping({ a: 'scale: 3', b: '' })

export const insideScenarios: readonly Scenario[] = [
  {
    name: 'exec: output and exit codes',
    project: one,
    steps: [
      'exec a true',
      'up -d',
      'exec a echo hello',
      'exec -T a sh -c "echo out; echo err >&2; exit 6"',
      'exec a no-such-program',
      'exec a /tmp',
      'exec a',
      'exec nobody true',
      'exec',
      'exec --nonsense a true',
      'stop',
      'exec a true',
    ],
  },
  {
    name: 'exec: environment, user and folder',
    project: one,
    steps: [
      'up -d',
      {
        run: `exec -T -e NEW=2 -e FROM_SHELL a sh -c 'echo $OWN $NEW [$FROM_SHELL]'`,
        env: { FROM_SHELL: 'shell' },
      },
      'exec -T -u 1000:1001 a id',
      'exec -T -w /etc a pwd',
      'exec -T --user nobody --workdir /tmp a sh -c "id -un; pwd"',
      'exec -T --privileged a sh -c "grep CapEff /proc/self/status"',
      'exec -T -u no-such-user a id',
      'exec -T -w /no/such/folder a pwd',
    ],
  },
  {
    name: 'exec: one of several',
    project: several,
    steps: [
      'up -d',
      ...[1, 2, 3].map((index) => `exec -T --index ${index} a sh -c "echo ${index} > /tmp/number"`),
      'exec -T --index 2 a cat /tmp/number',
      'exec -T --index=3 a cat /tmp/number',
      'exec -T a cat /tmp/number',
      'exec -T --index 4 a true',
      'exec -T --index x a true',
    ],
  },
  {
    name: 'exec: input',
    project: one,
    steps: [
      'up -d',
      { run: 'exec -T a cat', stdin: 'one\ntwo without end' },
      { run: 'exec -T a wc -c', stdin: 'abc' },
      { run: 'exec a cat', stdin: 'no terminal\n' },
      { run: 'exec -it a cat', stdin: 'no terminal\n' },
      { run: 'exec -T a sh', stdin: 'echo from a script\nexit 4\n' },
    ],
  },
  {
    name: 'exec: detached',
    project: one,
    steps: ['up -d', 'exec -d a touch /tmp/made', 'exec -d a no-such-program', 'exec -d nobody true'],
  },
  {
    name: 'exec: without the file',
    project: one,
    steps: [
      'up -d',
      { shell: 'mv compose.yaml elsewhere' },
      'exec a true',
      '-p {project} exec -T a echo by name',
      {
        run: 'exec -T a echo by variable',
        env: { COMPOSE_PROJECT_NAME: 'gantry-compat-exec-without-the-file' },
      },
      '-p gantry-compat-nobody exec a true',
    ],
  },
  {
    name: 'exec: paused',
    project: one,
    steps: ['up -d', 'pause', 'exec -T a true', 'unpause', 'exec -T a true'],
  },
  {
    name: 'exec: one-off containers come last',
    project: one,
    steps: ['run -d --name {project}-x a', 'exec -T a echo in the task', 'up -d', 'exec -T a hostname -s x'],
  },
  {
    name: 'attach: input and exit code',
    project: `services:
  a: {image: busybox, command: sh -c "read line; echo got $$line; exit 4", stdin_open: true}
  b: {image: busybox, command: sleep 600, stop_signal: KILL}
`,
    steps: [
      'attach a',
      'up -d',
      { run: 'attach a', stdin: 'words\n' },
      'ps -a --format json a',
      'attach nobody',
      'attach --index 2 b',
      'attach',
    ],
  },
  {
    name: 'attach: interrupted',
    project: `services:
  a: {image: busybox, command: sh -c 'trap "echo bye; exit 3" INT; sleep 2; echo tick; while true; do sleep 0.1; done', tty: false}
`,
    steps: ['up -d', { run: 'attach --no-stdin a', interruptAfter: 'tick' }, 'ps -a'],
  },
  {
    name: 'cp: into containers',
    project: {
      'compose.yaml': several,
      'one.txt': 'one\n',
      'dir/two.txt': 'two\n',
      'dir/sub/three.txt': 'three\n',
    },
    steps: [
      'up -d',
      'cp one.txt a:/tmp/one.txt',
      ...[1, 2, 3].map((index) => `exec -T --index ${index} a cat /tmp/one.txt`),
      'cp --index 2 one.txt a:/tmp/only-two.txt',
      'exec -T --index 2 a cat /tmp/only-two.txt',
      'exec -T --index 1 a cat /tmp/only-two.txt',
      'cp one.txt a:/tmp/',
      'cp dir a:/tmp/copied',
      'cp dir a:/tmp',
      'cp dir/. a:/tmp/copied',
      'exec -T a sh -c "cd /tmp; find . -type f | sort"',
      'cp missing.txt a:/tmp/x',
      'cp one.txt a:/no/such/folder/x',
      'cp one.txt nobody:/tmp/x',
    ],
  },
  {
    name: 'cp: out of containers',
    project: several,
    steps: [
      'up -d',
      'exec -T b sh -c "mkdir -p /tmp/d/e; echo x > /tmp/d/x; echo y > /tmp/d/e/y; chmod 640 /tmp/d/x; ln -s x /tmp/d/l"',
      'cp b:/tmp/d/x .',
      'cp b:/tmp/d/x renamed',
      'cp b:/tmp/d copied',
      'cp b:/tmp/d/. into',
      'cp b:/tmp/d/l link',
      'cp -L b:/tmp/d/l followed',
      { shell: 'find . ! -name compose.yaml -printf "%p %y %m\\n" | sort; cat x renamed followed' },
      'cp b:/no/such/file .',
      'cp a:/etc/hostname x.txt',
      'cp b:/tmp/d/x no/such/folder/x',
    ],
  },
  {
    name: 'cp: archives',
    project: { 'compose.yaml': several, 'one.txt': 'one\n' },
    steps: [
      'up -d',
      'exec -T b sh -c "echo x > /tmp/x; touch -d @1000000000 /tmp/x"',
      { shell: 'tar -cf in.tar one.txt' },
      'cp b:/tmp/x -',
      'cp a:/tmp b:/tmp',
      'cp one.txt two.txt',
      'cp one.txt',
      'cp',
      'exec -T b ls /tmp',
    ],
  },
  {
    name: 'cp: stopped containers, and owners',
    project: { 'compose.yaml': sleeping(), 'one.txt': 'one\n' },
    steps: [
      'create',
      'cp one.txt web:/one.txt',
      { shell: 'chown 1234:1235 one.txt; chmod 600 one.txt' },
      'cp -a one.txt web:/kept.txt',
      'start',
      'exec -T web stat -c "%n %u %g %a" /one.txt /kept.txt',
      'cp web:/one.txt back.txt',
      { shell: 'stat -c "%n %u %a" back.txt' },
    ],
  },
  {
    name: 'cp: dry',
    project: { 'compose.yaml': sleeping(), 'one.txt': 'one\n' },
    steps: ['up -d', '--dry-run cp one.txt web:/one.txt', 'exec -T web ls /one.txt'],
  },
  {
    name: 'commit: and export',
    project: several,
    steps: [
      'up -d',
      'exec -T b sh -c "echo kept > /kept"',
      `commit -a me -m why -c 'ENV A=1' --change 'CMD ["cat", "/kept"]' b gantry-compat-committed:1`,
      {
        shell:
          'docker run --rm gantry-compat-committed:1; docker image inspect -f "{{.Author}} {{.Comment}} {{.Config.Env}} {{.Config.Cmd}}" gantry-compat-committed:1; docker rmi gantry-compat-committed:1 >/dev/null',
      },
      'commit --index 3 --pause=false a gantry-compat-committed:2',
      { shell: 'docker rmi gantry-compat-committed:2 >/dev/null' },
      'commit --index 9 a',
      'commit nobody',
      'commit',
      'export -o b.tar b',
      { shell: 'tar -tf b.tar | grep -E "^(kept|bin/sh|etc/passwd)$" | sort' },
      'export --output=a.tar --index 2 a',
      'export nobody -o x.tar',
      'export --index 9 -o x.tar a',
      'export -o no/such/folder/x.tar b',
      { shell: 'ls' },
    ],
  },
  {
    name: 'export: to standard output',
    project: sleeping(),
    steps: ['create', 'export -o created.tar web', 'up -d', { shell: 'ls' }],
  },
]
