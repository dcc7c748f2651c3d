import type { Scenario } from '../scenario.ts'

const own = (build: string, more = ''): string =>
  `services:\n  a:\n    command: sleep 600\n    stop_signal: KILL\n    build: ${build}\n${more === '' ? '' : `    ${more}\n`}`

const plain = 'FROM busybox\nCOPY one.txt /one.txt\n'
const inline = (lines: string): string => JSON.stringify(`FROM busybox\n${lines}\n`)

/** What `build` makes of every key of a service's build section, and what other commands build. */
export const buildScenarios: readonly Scenario[] = [
  {
    name: 'build: the short form',
    project: { 'compose.yaml': own('.'), Dockerfile: plain, 'one.txt': 'one\n' },
    steps: ['build', 'build -q', 'up -d', 'exec -T a cat /one.txt', 'build', 'up -d', 'images', 'ps', 'down'],
  },
  {
    name: 'build: arguments, target, labels and tags',
    project: {
      'compose.yaml': own(
        '{context: ctx, dockerfile: Other, target: second, args: {A: one, B: , C: "${FROM_ENV}"}, labels: {l: "1", com.example.x: y}, tags: ["gantry-compat-own:1", "gantry-compat-own:2"], no_cache: true}',
        'image: gantry-compat-named:3',
      ),
      'ctx/Other':
        'ARG BASE=busybox\nFROM $BASE AS first\nARG A\nARG B\nARG C\nENV A=$A B=$B C=$C\nUSER 1000\nEXPOSE 80/tcp 81/udp\nVOLUME /data\nHEALTHCHECK --interval=5s CMD true\nWORKDIR /w\nENTRYPOINT ["sh", "-c"]\nCMD ["echo first"]\nSTOPSIGNAL SIGINT\nFROM first AS second\nRUN echo "$A $B $C" > /tmp/args\nCMD ["echo second"]\nFROM second AS third\nRUN false\n',
      '.env': 'FROM_ENV=from-env\n',
    },
    steps: [
      { run: 'build', env: { B: 'shell' } },
      'build --build-arg A=flag --build-arg B',
      'up -d',
      'exec -T a cat /tmp/args',
      'build --no-cache --pull=false',
      'config --images',
      'images --format json',
      'down --rmi local',
      'down --rmi all',
    ],
  },
  {
    name: 'build: a Dockerfile in the file, more contexts and hosts',
    project: {
      'compose.yaml': own(
        `{dockerfile_inline: ${inline("COPY --from=more one.txt /more.txt\nCOPY --from=base /made /made\nRUN grep other /etc/hosts > /hosts; df -k /dev/shm | tail -n 1 | awk '{print $2}' > /shm; ulimit -n > /files")}, additional_contexts: {more: ./more, base: "service:base"}, extra_hosts: ["other:10.1.2.3"], shm_size: 32m, ulimits: {nofile: {soft: 500, hard: 600}}, network: none}`,
      ).replace(
        /$/,
        `  base:\n    command: sleep 600\n    stop_signal: KILL\n    build: {dockerfile_inline: ${inline('RUN echo made > /made')}}\n`,
      ),
      'more/one.txt': 'more\n',
    },
    steps: [
      'build a',
      'build',
      'up -d',
      'exec -T a cat /more.txt /made /hosts /shm /files',
      'down --rmi all',
    ],
  },
  {
    name: 'build: secrets',
    project: {
      'compose.yaml': `${own(
        `{dockerfile_inline: ${inline('RUN --mount=type=secret,id=file --mount=type=secret,id=given,target=/g --mount=type=secret,id=variable cat /run/secrets/file /g /run/secrets/variable | sha256sum > /sum')}, secrets: [file, {source: other, target: given}, variable]}`,
      )}secrets: {file: {file: ./file.txt}, other: {file: ./other.txt}, variable: {environment: VARIABLE}}\n`,
      'file.txt': 'file\n',
      'other.txt': 'other\n',
    },
    steps: [
      { run: 'build', env: { VARIABLE: 'secret' } },
      { run: 'up -d', env: { VARIABLE: 'secret' } },
      { run: 'exec -T a cat /sum', env: { VARIABLE: 'secret' } },
    ],
  },
  {
    name: 'build: platforms, caches and attestations',
    project: own(
      `{dockerfile_inline: ${inline('RUN uname -m > /machine')}, platforms: [linux/amd64], cache_from: ["gantry.invalid/cache:1"], provenance: false, sbom: false}`,
      'platform: linux/amd64',
    ),
    steps: ['build', 'up -d', 'build --provenance=false --sbom=false'],
  },
  {
    name: 'build: what is ignored',
    project: {
      'compose.yaml': own('.'),
      Dockerfile: 'FROM busybox\nCOPY . /all\n',
      '.dockerignore': '*.log\n!kept.log\nsub/*/tmp\n# no.txt\n**/node_modules\n',
      'a.log': '',
      'kept.log': '',
      'no.txt': '',
      'sub/x/tmp': '',
      'sub/x/y': '',
      'sub/node_modules/z': '',
    },
    steps: ['build', 'run --rm a sh -c "cd /all; find . -type f | sort"'],
  },
  {
    name: 'build: mistakes',
    project: {
      'compose.yaml': `services:
  no-folder: {build: ./missing}
  no-file: {build: {context: ., dockerfile: Missing}}
  no-target: {build: {context: ., target: nothing}}
  fails: {build: {dockerfile_inline: "FROM busybox\\nRUN exit 7\\n"}}
  syntax: {build: {dockerfile_inline: "FROM busybox\\nNONSENSE x\\n"}}
  no-base: {build: {dockerfile_inline: "FROM gantry.invalid/x:1\\n"}}
  plain: {image: busybox}
`,
      Dockerfile: 'FROM busybox AS one\n',
    },
    steps: [
      'build no-folder',
      'build no-file',
      'build no-target',
      'build fails',
      'build syntax',
      'build no-base',
      'build plain',
      'build nobody',
      'build --nonsense',
      'build --build-arg',
      'build --memory x',
      'build --progress nonsense plain',
      'up -d fails',
      'up -d --no-build no-target',
      'run --rm fails',
      'create fails',
      'ps -a',
    ],
  },
  {
    name: 'build: when up, run and create build',
    project: { 'compose.yaml': own('.'), Dockerfile: plain, 'one.txt': 'one\n' },
    steps: [
      'up -d --no-build',
      'up -d',
      { write: { 'one.txt': 'two\n' } },
      'up -d',
      'exec -T a cat /one.txt',
      'up -d --build',
      'exec -T a cat /one.txt',
      { write: { 'one.txt': 'three\n' } },
      'run --rm a cat /one.txt',
      'run --rm --build a cat /one.txt',
      { write: { 'one.txt': 'four\n' } },
      'create --build',
      'create --no-build',
      'start',
      'exec -T a cat /one.txt',
      'up -d --build --quiet-build',
      'down --rmi local',
      'up -d --no-build',
      'ps -a',
    ],
  },
  {
    name: 'build: policies of pulling',
    project: {
      'compose.yaml': `services:
  a: {build: {dockerfile_inline: "FROM busybox\\nENV X=1\\n"}, image: gantry-compat-policy:1, pull_policy: build, command: sleep 600, stop_signal: KILL}
  b: {build: {dockerfile_inline: "FROM busybox\\nENV X=2\\n"}, image: gantry-compat-never:1, pull_policy: never, command: sleep 600, stop_signal: KILL}
  c: {build: {dockerfile_inline: "FROM busybox\\nENV X=3\\n"}, image: "gantry.invalid/c:1", command: sleep 600, stop_signal: KILL}
`,
    },
    steps: [
      'up -d a',
      'up -d c',
      'up -d b',
      'up -d a',
      'pull --ignore-buildable',
      'pull c',
      'down --rmi all',
    ],
  },
  {
    name: 'build: dependencies, and dry',
    project: `services:
  a: {build: {dockerfile_inline: "FROM busybox\\nENV X=1\\n"}, depends_on: [b]}
  b: {build: {dockerfile_inline: "FROM busybox\\nENV X=2\\n"}, profiles: [p]}
  c: {image: busybox}
`,
    steps: [
      '--profile p build a',
      '--profile p build --with-dependencies a',
      'build c',
      '--dry-run build',
      'down --rmi local',
      '--profile p down --rmi local',
      '--profile p build --print a',
      '--profile p build --check',
    ],
  },
  {
    name: 'build: one image for two services',
    project: `services:
  a: {build: {dockerfile_inline: "FROM busybox\\nENV X=1\\n"}, image: gantry-compat-shared:1, command: sleep 600, stop_signal: KILL}
  b: {image: gantry-compat-shared:1, command: sleep 600, stop_signal: KILL, depends_on: [a]}
`,
    steps: ['up -d', 'ps', 'up -d --build', 'down --rmi all'],
  },
]
