import type { Scenario } from '../scenario.ts'
import { sleeping } from './texts.ts'

const named = (name: string): string => `name: ${name}\n${sleeping()}`

/** How the project is found and called, by flags, variables and files. */
export const nameScenarios: readonly Scenario[] = [
  {
    name: 'name: in the file',
    project: named('gantry-compat-in-file'),
    steps: [
      'up -d',
      'ps',
      'ls --filter name=gantry-compat-in-file',
      '-p gantry-compat-flag ps',
      { run: 'ps -q --status exited', env: { COMPOSE_PROJECT_NAME: 'gantry-compat-variable' } },
      'down',
    ],
  },
  {
    name: 'name: of a flag',
    project: named('gantry-compat-in-file'),
    steps: [
      '-p gantry-compat-flag up -d',
      { run: '-p gantry-compat-flag ps', env: { COMPOSE_PROJECT_NAME: 'gantry-compat-variable' } },
      '--project-name gantry-compat-flag down',
    ],
  },
  {
    name: 'name: of a variable',
    project: {
      'compose.yaml': sleeping({ web: 'environment: {NAME: "${COMPOSE_PROJECT_NAME}"}' }),
      '.env': 'COMPOSE_PROJECT_NAME=gantry-compat-dotenv\n',
    },
    steps: [
      'up -d',
      'exec -T web sh -c "echo $NAME"',
      { run: 'up -d', env: { COMPOSE_PROJECT_NAME: 'gantry-compat-variable' } },
      { run: 'down', env: { COMPOSE_PROJECT_NAME: 'gantry-compat-variable' } },
      'down',
    ],
  },
  {
    name: 'name: rules',
    project: {
      'compose.yaml': sleeping(),
      'Under_Score.X/compose.yaml': sleeping(),
      '---/compose.yaml': sleeping(),
    },
    steps: [
      '-p UPPER config -q',
      '-p with.dot config -q',
      `-p 'with blank' config -q`,
      '-p -dash config -q',
      '-p _under config -q',
      '-p 9nine config --format json',
      `-p '' config -q`,
      '-f Under_Score.X/compose.yaml config',
      '-f ./---/compose.yaml config',
      { run: 'config -q', env: { COMPOSE_PROJECT_NAME: 'UPPER' } },
      { run: 'ps', env: { COMPOSE_PROJECT_NAME: 'Not Valid' } },
    ],
  },
  {
    name: 'name: bad one in the file',
    project: 'name: "Not Valid!"\nservices: {a: {image: busybox}}\n',
    steps: ['config', 'up -d', 'ps'],
  },
  {
    name: 'name: with variables',
    project: {
      'compose.yaml': `name: gantry-compat-\${SUFFIX:-none}\n${sleeping()}`,
      '.env': 'SUFFIX=dot\n',
    },
    steps: ['config', { run: 'config', env: { SUFFIX: 'shell' } }, 'up -d', 'ps', 'down'],
  },
  {
    name: 'folder: another one',
    project: {
      'app/compose.yaml':
        'services:\n  a: {image: busybox, command: cat /x/one.txt, volumes: ["./files:/x"]}\n',
      'app/files/one.txt': 'app\n',
      'other/files/one.txt': 'other\n',
      'other/.env': 'X=1\n',
    },
    steps: [
      '-f app/compose.yaml -p gantry-compat-folder up',
      '-f app/compose.yaml -p gantry-compat-folder down',
      '-f app/compose.yaml --project-directory other -p gantry-compat-folder up',
      '-p gantry-compat-folder down',
      '--project-directory app -p gantry-compat-folder config --services',
      '--project-directory missing config',
      '--workdir app -p gantry-compat-folder config --services',
    ],
    endsByItself: true,
  },
  {
    name: 'folder: found in a parent',
    project: { 'compose.yaml': sleeping(), 'deep/down/x.txt': '' },
    steps: ['--project-directory deep/down config', '--project-directory deep/down ps'],
  },
  {
    name: 'files: of a variable',
    project: {
      'one.yaml': sleeping({ a: '' }),
      'two.yaml': sleeping({ b: 'environment: {X: "${X}"}' }),
      '.env': 'COMPOSE_FILE=one.yaml:two.yaml\nX=dot\n',
    },
    steps: [
      'up -d',
      'ps',
      { run: 'config --services', env: { COMPOSE_FILE: 'one.yaml' } },
      { run: 'config --services', env: { COMPOSE_FILE: 'one.yaml,two.yaml', COMPOSE_PATH_SEPARATOR: ',' } },
      '-f two.yaml config',
      'down',
    ],
  },
  {
    name: 'files: several, overriding',
    project: {
      'base.yaml': sleeping({
        a: 'environment: {A: "1", B: "1"}\n    ports: ["18520:80"]\n    labels: {x: base}',
      }),
      'dev.yaml': 'services: {a: {environment: [B=2, C=3], ports: ["18521:81"], labels: {x: dev}}}\n',
      'reset.yaml': 'services: {a: {environment: !reset null, ports: !override ["18522:82"]}}\n',
    },
    steps: [
      '-f base.yaml up -d',
      '-f base.yaml -f dev.yaml up -d',
      '-f base.yaml -f dev.yaml -f reset.yaml up -d',
      '-f base.yaml ps',
      '-f base.yaml ls --filter name=gantry-compat-files-several-overriding',
      '-f base.yaml down',
    ],
  },
  {
    name: 'files: from standard input',
    project: { 'empty.txt': '' },
    steps: [
      { run: '-f - -p gantry-compat-input up -d', stdin: sleeping() },
      { run: '-f - -p gantry-compat-input ps', stdin: sleeping() },
      '-p gantry-compat-input ls --filter name=gantry-compat-input',
      { run: '-f - -p gantry-compat-input down', stdin: sleeping() },
      { run: '-f - -p gantry-compat-input config', stdin: '' },
      { run: '-f - -p gantry-compat-input config', stdin: 'services: [' },
    ],
  },
  {
    name: 'files: override found beside',
    project: {
      'docker-compose.yml': sleeping({ a: '' }),
      'docker-compose.override.yml': 'services: {a: {environment: {O: "1"}}}\n',
    },
    steps: ['config', 'up -d', '-f docker-compose.yml up -d', 'down'],
  },
  {
    name: 'files: several candidates',
    project: {
      'compose.yaml': sleeping({ a: '' }),
      'docker-compose.yml': sleeping({ b: '' }),
      'compose.yml': sleeping({ c: '' }),
    },
    steps: ['config --services', 'up -d', 'down'],
  },
  {
    name: 'env files: chosen',
    project: {
      'compose.yaml': sleeping({ a: 'environment: {A: "${A-none}", B: "${B-none}", C: "${C-none}"}' }),
      '.env': 'A=dot\nB=dot\n',
      'one.env': 'A=one\nB=one\n',
      'two.env': 'B=two\nC=${A}-two\n',
    },
    steps: [
      'up -d',
      '--env-file one.env up -d',
      '--env-file one.env --env-file two.env up -d',
      { run: 'config', env: { COMPOSE_ENV_FILES: 'one.env,two.env' } },
      { run: 'config', env: { COMPOSE_DISABLE_ENV_FILE: '1' } },
      { run: 'config', env: { A: 'shell', B: '' } },
      { run: '--env-file two.env config', env: { A: 'shell' } },
      '--env-file missing.env up -d',
      { run: 'config', env: { COMPOSE_ENV_FILES: 'missing.env' } },
    ],
  },
  {
    name: 'env files: forms of values',
    project: {
      'compose.yaml': `services:
  a:
    image: busybox
    command: sh -c "env | grep ^V_ | sort"
    env_file: [{path: values.env}, {path: raw.env, format: raw}]
`,
      'values.env': `V_A=plain # comment
V_B="double \\"quoted\\" \\t tab"
V_C='single $HOME \\n'
V_D=with spaces inside
V_E=
V_F="multi
line"
export V_G=exported
V_H=\${V_A}-again
V_I=\${MISSING:-default}
V_J=a#b
V_K=$$x
 V_L = spaced
V_M: yaml
`,
      'raw.env': 'V_RAW="quoted" $HOME # kept\n',
    },
    steps: ['up --no-log-prefix', 'config'],
    endsByItself: true,
  },
  {
    name: 'variables: profiles, orphans and more',
    project: sleeping({ a: '', b: 'profiles: [one]', c: 'profiles: [two]' }),
    steps: [
      { run: 'up -d', env: { COMPOSE_PROFILES: 'one,two' } },
      { run: '--profile one ps --services', env: { COMPOSE_PROFILES: 'two' } },
      { write: { 'compose.yaml': sleeping({ a: '' }) } },
      { run: 'up -d', env: { COMPOSE_IGNORE_ORPHANS: '1' } },
      { run: 'up -d', env: { COMPOSE_REMOVE_ORPHANS: '1' } },
      { run: 'up -d --remove-orphans', env: { COMPOSE_IGNORE_ORPHANS: '1' } },
      { run: 'up -d', env: { COMPOSE_PARALLEL_LIMIT: 'x' } },
      {
        run: 'up -d',
        env: { COMPOSE_PARALLEL_LIMIT: '1', COMPOSE_ANSI: 'never', COMPOSE_PROGRESS: 'plain' },
      },
      { run: 'up -d', env: { COMPOSE_PROGRESS: 'nonsense' } },
      { run: 'down', env: { COMPOSE_REMOVE_ORPHANS: '1' } },
    ],
  },
  {
    name: 'variables: compatibility',
    project: sleeping({ a: 'scale: 2\n    volumes: ["vol:/v"]' }) + 'volumes: {vol: {}}\n',
    steps: [
      { run: 'up -d', env: { COMPOSE_COMPATIBILITY: '1' } },
      '--compatibility ps',
      '--compatibility up -d',
      '--compatibility down -v',
    ],
  },
]
