import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const talking = `services:
  a: {image: busybox, command: sh -c "for i in 1 2 3; do echo a $$i; done; sleep 0.3; echo bad >&2"}
  b: {image: busybox, command: echo b, scale: 3}
  c: {image: busybox, command: sleep 600, stop_signal: KILL}
`
const shown = sleeping({
  a: 'scale: 2',
  b: 'ports: ["127.0.0.1:18590:80/tcp", "18591:81/udp"]',
  c: 'profiles: [p]',
})

/** What commands that only look print, in every form. */
export const listingScenarios: readonly Scenario[] = [
  {
    name: 'ps: every state',
    project: `services:
  run: {image: busybox, command: sleep 600, stop_signal: KILL}
  ended: {image: busybox, command: "true"}
  failed: {image: busybox, command: sh -c "exit 9"}
  paused: {image: busybox, command: sleep 600, stop_signal: KILL}
  made: {image: busybox, command: sleep 600, profiles: [later]}
  sick: {image: busybox, command: sleep 600, stop_signal: KILL, healthcheck: {test: "false", interval: 200ms, retries: 1}}
`,
    steps: [
      'up -d --wait run',
      'up -d',
      'pause paused',
      'create made',
      { run: 'up -d --wait sick' },
      'ps',
      'ps -a',
      ...['running', 'exited', 'paused', 'created', 'dead', 'restarting', 'removing'].map(
        (one) => `ps --status ${one}`,
      ),
      'ps --status running --status paused',
      'ps --filter status=exited --format json',
      'ps -a --orphans=false',
      'ps --services --status exited',
      'ps -a failed ended',
    ],
  },
  {
    name: 'ps: templates',
    project: shown,
    steps: [
      'up -d',
      ...[
        '{{.ID}}',
        '{{.Names}} {{.Image}} {{.Command}}',
        '{{.Ports}}',
        '{{.Status}} {{.RunningFor}} {{.Project}}',
        '{{.Name}}\\t{{.State}}\\t{{.Health}}\\t{{.ExitCode}}',
        'table {{.Name}}\\t{{.Service}}\\t{{.Status}}\\t{{.Ports}}',
        '{{.Label "com.docker.compose.service"}}',
        '{{json .Publishers}}',
        '{{upper .Name}} {{len .Publishers}} {{.Mounts}} {{.Networks}} {{.LocalVolumes}}',
        '{{range .Publishers}}{{.URL}}:{{.PublishedPort}}->{{.TargetPort}}/{{.Protocol}} {{end}}',
        '{{if eq .Service "a"}}A{{else}}other{{end}}',
        '{{printf "%s=%s" .Service .State}}',
        '{{.Nonsense}}',
        '{{',
        'json',
        'table',
        'pretty',
        '',
      ].map((template) => `ps --format '${template}'`),
      `ps --no-trunc --format 'table {{.Name}}\\t{{.Command}}'`,
      'ps -q --no-trunc',
      'ps -q a',
    ],
  },
  {
    name: 'ps: of nothing',
    project: shown,
    steps: [
      'ps',
      'ps -a',
      'ps -q',
      'ps --format json',
      'ps --services',
      'ps a',
      'ps c',
      `ps --format '{{.Name}}'`,
    ],
  },
  {
    name: 'ls: many forms',
    project: shown,
    steps: [
      '--profile p up -d',
      ...['', ' -q', ' -a', ' --format json', ' -a --format json', ' --format table'].map(
        (flags) => `ls --filter name=^{project}$${flags}`,
      ),
      'pause b',
      'ls --filter name=^{project}$',
      'stop a',
      'ls --filter name=^{project}$ --format json',
      'ls -a --filter name=^{project}$ --format json',
      'stop',
      'ls --filter name=^{project}$',
      'ls --filter name=^{project}$ --format json',
      'ls -a --filter name=^{project}$ --format json',
      'ls -aq --filter name=^{project}$',
      'ls --filter name=[',
      'ls --format nonsense --filter name=^{project}$ -a',
      'ls --filter name',
      'ls extra',
    ],
  },
  {
    name: 'images: many forms',
    project:
      'services:\n  a: {image: "redis:7", command: sleep 600, stop_signal: KILL, scale: 2}\n  b: {image: "local/busybox:1", command: sleep 600, stop_signal: KILL}\n',
    steps: [
      'images --format json',
      'up -d',
      'images',
      'images --format json',
      'images -q',
      'images a',
      'images -q a b',
      'images --format table',
      'stop',
      'images',
    ],
  },
  {
    name: 'port: of several containers',
    project: sleeping({
      a: 'scale: 2\n    ports: ["18595-18596:80", "18597-18598:81/udp"]',
      b: 'ports: ["127.0.0.1:18599:80"]',
    }),
    steps: [
      'up -d',
      'port --index 1 b 80',
      'port b 80',
      'port --protocol udp b 80',
      'port --index 3 a 80',
      'port --protocol nonsense b 80',
      'port b 80/tcp',
      'port b 0',
      'stop',
      'port b 80',
    ],
  },
  {
    name: 'volumes: forms',
    project: `${sleeping({ a: 'volumes: ["one:/one", "two:/two"]', b: 'volumes: ["two:/two"]' })}volumes: {one: {labels: {x: "1"}}, two: {}}\n`,
    steps: [
      'volumes --format json',
      'up -d',
      'volumes',
      'volumes --format json a',
      'volumes -q b',
      'volumes a b',
      `volumes --format '{{.Name}} {{.Driver}}'`,
      `volumes --format '{{.Nonsense}}'`,
      'volumes --format table',
    ],
  },
  {
    name: 'logs: chosen lines',
    project: talking,
    steps: [
      'up a b',
      'up -d c',
      'logs a',
      'logs --tail 1 a',
      'logs --tail=all a',
      'logs --tail 0 a',
      'logs --tail x a',
      'logs -n 2 --no-log-prefix a',
      'logs --no-log-prefix --no-color -t a',
      'logs --index 1 b',
      'logs --index 3 b',
      'logs --index 9 b',
      'logs a b',
      'logs b',
      'logs --since {start} a',
      'logs --since {now} a',
      'logs --until {start} a',
      'logs --since 10m --until 0s a',
      'logs --until nonsense a',
      'logs c',
      '-p {project} logs a',
    ],
  },
  {
    name: 'version: forms',
    project: { 'broken.txt': '' },
    steps: ['version --format xml', 'version extra', 'version -f nonsense'],
  },
  {
    name: 'config: selected services and lists',
    project: `services:
  a: {image: "one:1", depends_on: [b], volumes: ["vol:/v"], networks: [n], profiles: [p], secrets: [s]}
  b: {image: "two:2", build: .}
  c: {build: {context: ./c, dockerfile: D}, profiles: [q]}
volumes: {vol: {}, w: {}}
networks: {n: {}, m: {}}
secrets: {s: {file: ./s}}
configs: {k: {content: x}}
`,
    steps: [
      'config b',
      'config a',
      'config --services a',
      'config --images',
      'config --images a',
      '--profile p --profile q config --images',
      `--profile '*' config --services`,
      'config --volumes',
      'config --networks',
      'config --profiles',
      '--profile p config --volumes',
      '--profile p config --networks',
      '--profile p config --hash a',
      'config --hash nobody',
      'config --no-interpolate --format json',
      'config --no-consistency -q',
      'config --quiet --format json',
      'config --format yaml -o out.yaml',
      { shell: 'cat out.yaml' },
      'config --format json -o no/such/out.json',
      'config --services --volumes',
      'config --models',
    ],
  },
  {
    name: 'config: variables of every form',
    project: {
      'compose.yaml': `services:
  a:
    image: "x:\${TAG}"
    command: ["\${A:-default}", "\${B-unset}", "\${C:+set}", "\${D+also}", "\${E:?needed}", "$$literal", "$F", "\${G:-\${H:-inner}}"]
    environment: {FROM: "\${EMPTY:-was empty}", KEPT: "\${EMPTY-kept}"}
`,
      '.env': 'E=here\nEMPTY=\nTAG=9\nC=c\n',
    },
    steps: [
      'config',
      'config --variables',
      'config --environment',
      'config --no-interpolate',
      { run: 'config', env: { E: '' } },
      { run: 'config', env: { A: 'a', B: '', D: '', F: 'f$x', G: 'g' } },
      { run: 'config --images', env: { TAG: 'shell' } },
    ],
  },
  {
    name: 'pull: policies',
    project: `services:
  a: {image: busybox, pull_policy: never}
  b: {image: "local/busybox:1", pull_policy: missing}
  c: {image: "gantry-compat-absent:1", pull_policy: never}
  d: {image: "busybox:1.36", pull_policy: if_not_present}
`,
    steps: [
      'pull --policy missing a b',
      'pull b d',
      'up -d c',
      'up -d --pull never b',
      'up -d --pull missing b',
      'create --pull never c',
      'pull --policy nonsense',
    ],
  },
]
