import { existsSync, readdirSync } from 'node:fs'
import type { Scenario } from '../scenario.ts'

const forms = ['config', 'config --format json', "config --hash '*'"]
const lists = [
  'config --services',
  'config --volumes',
  'config --networks',
  'config --images',
  'config --profiles',
  'config --variables',
  'config --environment',
]

/** Every example and every file in test/compat/config, and the forms of output on one of them. */
export const configScenarios: readonly Scenario[] = [
  ...foldersIn('examples').map((folder) => ({
    name: `config: ${folder}`,
    project: { folder },
    steps: forms,
  })),
  ...foldersIn('test/compat/config').map((folder) => ({
    name: `config: ${folder}`,
    project: { folder },
    steps: [...forms, ...lists],
  })),
  {
    name: 'config: flags',
    project: {
      'compose.yaml': `name: gantry-compat-flags
services:
  a:
    image: "busybox:\${TAG:-1}"
    env_file: one.env
    environment: {PRICE: "5$$", HOME_OF: "\${HOME_OF-}"}
    volumes: [./here:/there, data:/data]
    ports: ["80"]
  b: {image: busybox, profiles: [debug], depends_on: [a]}
volumes: {data: {}, unused: {}}
networks: {unused: {}}
`,
      'one.env': 'A=1\n',
    },
    steps: [
      'config',
      'config a',
      'config b',
      'config nobody',
      'config -q',
      'config --no-interpolate',
      'config --no-normalize',
      'config --no-path-resolution',
      'config --no-env-resolution',
      'config --no-consistency',
      '--profile debug config',
      "--profile '*' config --services",
      '--all-resources config',
      '--compatibility config',
      'config -o out.yaml',
      'config --format xml',
      '-f - config',
      { run: '-f - config', stdin: 'name: gantry-compat-stdin\nservices: {x: {image: busybox}}\n' },
      { run: '-f - config', stdin: 'services: {x: {image: busybox}}\n' },
      '-p gantry-compat-other config',
      '-p Not_Valid! config',
      '--env-file missing.env config',
      { run: 'config --images', env: { TAG: '9' } },
      { run: 'config', env: { COMPOSE_PROJECT_NAME: 'gantry-compat-env' } },
      { run: 'config --services', env: { COMPOSE_PROFILES: 'debug' } },
      { run: 'config', env: { COMPOSE_FILE: 'missing.yaml' } },
    ],
  },
  {
    name: 'config: files found and merged',
    project: {
      'compose.yaml': 'services: {a: {image: one, environment: {A: "1"}, ports: ["80"], command: [x]}}\n',
      'compose.override.yaml':
        'services: {a: {image: two, environment: [B=2], ports: ["81"], command: y z}, b: {image: three}}\n',
      'other.yaml': 'services: {a: {ports: !override ["90:90"], environment: !reset null}}\n',
      'sub/x.yaml': 'services: {x: {image: x, build: .}}\n',
    },
    steps: [
      'config',
      '-f compose.yaml config',
      '-f compose.yaml -f other.yaml config',
      'config --no-interpolate',
      '-f sub/x.yaml config',
      '--project-directory sub -f sub/x.yaml config',
      { run: 'config', env: { COMPOSE_FILE: 'compose.yaml:other.yaml' } },
    ],
  },
  {
    name: 'config: include and extends',
    project: {
      'compose.yaml': `include: [part/compose.yaml, {path: more.yaml, env_file: more.env}]
services:
  web: {extends: {file: base.yaml, service: base}, environment: {OWN: "1"}, depends_on: [db]}
  also: {extends: web, command: other}
`,
      'base.yaml':
        'services:\n  base: {image: base, environment: {BASE: "1"}, volumes: [./data:/data], ports: ["80:80"]}\n',
      'part/compose.yaml':
        'services: {db: {image: db, volumes: [./db:/db], env_file: db.env}}\nvolumes: {v: {}}\n',
      'part/db.env': 'DB=1\n',
      'more.yaml': 'services: {more: {image: "more:$TAG"}}\n',
      'more.env': 'TAG=7\n',
    },
    steps: [...forms, ...lists, 'config --no-interpolate', 'config --no-path-resolution'],
  },
]

function foldersIn(parent: string): readonly string[] {
  if (!existsSync(parent)) return []
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`)
    .toSorted()
}
