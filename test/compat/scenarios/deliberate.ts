import type { Files, Scenario } from '../scenario.ts'

/** Compose files that Gantry reads otherwise than Docker Compose 2.40 on purpose. */
export interface Deliberate {
  readonly name: string
  readonly reason: string
  readonly project: Files
  readonly steps?: Scenario['steps']
}

function attributes(lines: string): Files {
  return { 'compose.yaml': `services:\n  a:\n    image: busybox\n    ${lines}\n` }
}

export const deliberate: readonly Deliberate[] = [
  {
    name: 'dates',
    reason: 'As in Docker Compose 5, a date is a text where a text is asked for; 2.40 refuses it',
    project: attributes('labels: {made: 2001-01-01}'),
  },
  {
    name: 'attributes of version 5',
    reason: 'What Docker Compose 5 has added to the Compose file is read',
    project: attributes('pre_start: [{command: [ls]}]'),
  },
  {
    name: 'numbers as text',
    reason: 'Every number and every true or false can be written as text, and so come from a variable',
    project: attributes('blkio_config: {weight: "${WEIGHT:-300}"}'),
  },
  {
    name: 'names of variables',
    reason: 'A variable without a name is refused: no engine creates a container with it',
    project: attributes('environment: ["=x"]'),
  },
  {
    name: 'large sizes',
    reason: 'A number beyond what can be counted is refused; Docker Compose goes on with another one',
    project: attributes('mem_limit: 999999999999g'),
  },
  {
    name: 'sizes with an exponent',
    reason: 'A size that YAML reads as a fraction is one all the same; Docker Compose 2.40 drops it',
    project: attributes('mem_limit: 1e9'),
  },
  {
    name: 'infinite numbers',
    reason: 'As in Docker Compose 5, a number that is none is refused',
    project: attributes('environment: {A: .inf}'),
  },
  {
    name: 'models in JSON',
    reason: 'JSON has the models too, without which it would not be the same project when read again',
    project: { 'compose.yaml': 'services: {a: {image: busybox, models: [m]}}\nmodels: {m: {model: ai/m}}\n' },
    steps: ['config --format json'],
  },
  {
    name: 'empty lists in JSON',
    reason: 'An empty list is one in JSON too, as "null" can mean something else',
    project: attributes('entrypoint: []'),
    steps: ['config --no-interpolate --format json'],
  },
  {
    name: 'ssh keys',
    reason:
      'An SSH key without a path is refused in both forms; Docker Compose takes the mapping and cannot read what it prints for it',
    project: attributes('build: {context: ., ssh: {key: null}}'),
  },
  {
    name: 'nothing behind !override',
    reason: 'A value behind !override is of the kind that it has without; for Docker Compose it is text',
    project: attributes('environment: {A: !override null}'),
  },
  {
    name: 'merge keys and !reset',
    reason: 'What is reset is gone, also when a merge key brings it',
    project: {
      'compose.yaml':
        'x-a: &a {hostname: h}\nservices: {a: {<<: *a, image: busybox, hostname: !reset null}}\n',
    },
  },
  {
    name: 'separators of lines',
    reason: 'As in YAML 1.2, the characters U+0085, U+2028 and U+2029 do not end lines',
    project: attributes('hostname: "a\u2028b"'),
  },
  {
    name: 'YAML 1.2',
    reason: 'A file may say that it is YAML 1.2',
    project: { 'compose.yaml': '%YAML 1.2\n---\nservices: {a: {image: busybox}}\n' },
  },
  {
    name: 'defaults nobody needs',
    reason: 'A default is only looked at when it is needed',
    project: attributes('hostname: "${COMPOSE_PROJECT_NAME:-${NEEDED:?}}"'),
  },
  {
    name: 'tabs in env files',
    reason: 'The name of a variable has no white space in it',
    project: { ...attributes('env_file: e.env'), 'e.env': 'A\tB=1\n' },
  },
  {
    name: 'lines without a name',
    reason:
      'A line of an env file without a name is left out with a warning: no engine takes such a variable',
    project: { ...attributes('env_file: e.env'), 'e.env': '=====\nA=1\n' },
  },
  {
    name: 'empty variables',
    reason: 'A variable of the program that is empty is as one that is not set',
    project: attributes('hostname: h'),
    steps: [
      { run: 'config -q', env: { COMPOSE_FILE: '' } },
      { run: 'config -q', env: { COMPOSE_DISABLE_ENV_FILE: '' } },
    ],
  },
  {
    name: 'included and here',
    reason: 'As in Docker Compose 5, what is included is merged with what is here, and can be extended',
    project: {
      'compose.yaml': 'include: [b.yaml]\nservices: {a: {image: busybox}, c: {extends: b}}\n',
      'b.yaml': 'services: {a: {hostname: h}, b: {image: busybox}}\n',
    },
  },
  {
    name: 'includes of nothing',
    reason: 'An include without a file is refused, as it was meant to be one',
    project: { 'compose.yaml': 'include: [{path: null}]\nservices: {a: {image: busybox}}\n' },
  },
  {
    name: 'forms that merging hides',
    reason:
      'A form that an attribute does not have is refused also in a later file, where Docker Compose drops it',
    project: {
      ...attributes('networks: [default]'),
      'compose.override.yaml': 'services: {a: {networks: x}}\n',
    },
  },
  {
    name: 'what crashes Docker Compose',
    reason: 'Nothing written does not end the program',
    project: attributes('pid:'),
  },
  {
    name: 'lists of a service',
    reason: 'Lists of volumes and networks are those of the services that are named',
    project: {
      'compose.yaml':
        'services: {a: {image: busybox}, b: {image: busybox, volumes: ["vv:/v"]}}\nvolumes: {vv: {}}\n',
    },
    steps: ['config --volumes a'],
  },
  {
    name: 'standard input first',
    reason: 'As in Docker Compose 5, a project that starts at standard input is that of the current folder',
    project: { 'sub/b.yaml': 'services: {b: {image: busybox}}\n' },
    steps: [{ run: '-f - -f sub/b.yaml config', stdin: 'services: {a: {image: busybox}}\n' }],
  },
]

export const deliberateScenarios: readonly Scenario[] = deliberate.map(
  ({ name, project, steps = ['config'] }) => ({ name: `on purpose: ${name}`, project, steps }),
)
