import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const pair = sleeping({ a: 'ports: ["127.0.0.1:18480:80"]\n    expose: ["81/tcp"]', b: '' })

export const lookScenarios: readonly Scenario[] = [
  {
    name: 'port: published, exposed, absent',
    project: pair,
    steps: [
      'port a 80',
      'up -d',
      'port a 80',
      'port a 81',
      'port a 82',
      'port --protocol udp a 80',
      'port b 80',
      'port --index 2 a 80',
      'port a',
      'port a x',
    ],
  },
  {
    name: 'images: of containers',
    project: pair,
    steps: [
      'images',
      'up -d',
      'images',
      'images -q',
      'images b',
      'images nobody',
      'images --format nonsense',
    ],
  },
  {
    name: 'ls: this project',
    project: pair,
    steps: [
      'ls -a --filter name=gantry-compat-ls-this-project',
      'up -d',
      'ls --filter name=gantry-compat-ls-this-project',
      'ls -q --filter name=gantry-compat-ls-this-project',
      'stop a',
      'ls -a --filter name=gantry-compat-ls-this-project',
      'ls -a --filter name=gantry-compat-ls-this-project --format json',
      'ls --filter colour=red',
    ],
  },
  {
    name: 'volumes: of the project and of a service',
    project: `services:
  a: {image: busybox, command: sleep 600, stop_signal: KILL, volumes: ["data:/data", /anonymous]}
  b: {image: busybox, command: sleep 600, stop_signal: KILL}
volumes: {data: {}}
`,
    steps: [
      'volumes',
      'up -d',
      'volumes',
      'volumes -q',
      'volumes a',
      'volumes b',
      'volumes nobody',
      `volumes --format 'table {{.Name}}\\t{{.Driver}}'`,
      `volumes --format '{{.Name}} {{.Label "com.docker.compose.volume"}} {{.Scope}}'`,
    ],
  },
  {
    name: 'stats: once',
    project: pair,
    steps: [
      'stats --no-stream',
      'up -d',
      `stats --no-stream --format '{{.Name}} {{.PIDs}}' a`,
      'stop a',
      `stats --no-stream -a --format 'table {{.Name}}\\t{{.PIDs}}' a`,
      'stats a b',
    ],
  },
  { name: 'wait: nothing runs', project: pair, steps: ['wait a', 'wait'] },
  { name: 'top: nothing runs', project: pair, steps: ['top', 'up -d', 'top nobody'] },
]
