import type { Difference } from './compare.ts'

/** Differences on purpose: those that have everything a rule names. The reason is for users who ask why. */
export interface Rule {
  readonly reason: string
  readonly scenario?: RegExp
  readonly step?: RegExp
  readonly what?: Difference['what']
  readonly path?: RegExp
  readonly ours?: RegExp
  readonly theirs?: RegExp
}

export const rules: readonly Rule[] = [
  {
    reason:
      '"config --hash" prints the hash that containers get; that of Docker Compose 2.40 leaves out what env files and label files say',
    scenario: /env-files$/,
    step: /--hash/,
  },
  {
    reason:
      'Docker Compose 2.40 writes ssh keys of a build in a form that it cannot read itself, and no JSON at all',
    scenario: /build-and-develop$/,
    path: /^line|^$/,
    step: /^config( --format json)?$/,
  },
  {
    reason:
      '--variables counts every use of a variable, not only the last; and a text for a number does not stop it',
    scenario: /(interpolation|scalars)$/,
    step: /--variables/,
  },
  {
    reason: 'As in Docker Compose 5, the options of an ipam driver are kept',
    scenario: /networking$/,
    step: /^config( --format json)?$/,
    what: 'output',
  },
  {
    reason:
      'As in Docker Compose 5, "create_host_path: false" is printed, so that printing and reading again changes nothing',
    scenario: /resources$/,
    what: 'output',
  },
  {
    reason: 'An engine that cannot be reached ends with 4',
    what: 'exit code',
    ours: /^4$/,
    theirs: /^1$/,
  },
  {
    reason: 'The help text is our own',
    scenario: /^mistake: flags$/,
    step: /^(nonsense)?$/,
    what: 'output',
  },
  {
    reason: '--ansi takes only the values it knows',
    step: /^--ansi nonsense/,
  },
  {
    reason: 'What cannot work is found before anything is made',
    scenario: /missing start period|image that may not be pulled/,
    what: 'engine',
    path: /^networks\.[^.]+$/,
    ours: /^$/,
  },
  {
    reason: 'What does not need the service that failed goes on',
    scenario: /image that is nowhere/,
    path: /^(networks|containers)\.[^.]+$|^line 2$/,
    theirs: /^$/,
  },
  {
    reason: 'docker sets variables for its plugins, which are then part of the environment',
    what: 'output',
    theirs: /^DOCKER_CLI_PLUGIN_/,
  },
  {
    reason: 'JSON ends with a line break, as texts do',
    step: /--format json/,
    what: 'output',
    ours: /^$/,
    theirs: /^$/,
  },
  {
    reason:
      'The hash of a service with a bind mount is that of Docker Compose 5, which hashes it differently from 2.40; both are known when comparing',
    scenario: /^config: (examples|include and extends)/,
    step: /--hash/,
    what: 'output',
  },
  {
    reason:
      'As in Docker Compose 5, --no-env-resolution leaves env_file as it is; 2.40 reads the file all the same',
    step: /--no-env-resolution/,
    what: 'output',
  },
  {
    reason: 'A state that does not exist is a mistake on the command line, not one in which no container is',
    step: /--status nonsense/,
  },
  {
    reason: 'The last line of a container is shown also when it does not end with a line break',
    scenario: /a last line without an end/,
    what: 'output',
    ours: /unterminated/,
  },
  {
    reason:
      '"logs -f" ends when no container runs or can start again; Docker Compose waits for events for ever',
    step: /^logs -f$/,
    what: 'exit code',
    theirs: /^-1$/,
  },
  {
    reason: 'As in Docker Compose 5, "down SERVICE" also removes what depends on the service',
    scenario: /^down: one service$/,
    path: /service-b-1|^line 2$/,
  },
  {
    reason: 'An invalid project ends with 3, so that scripts can tell it from a failure on the engine',
    what: 'exit code',
    ours: /^3$/,
    theirs: /^(1|14|15)$/,
  },
  {
    reason: 'A mistake on the command line ends with 2, as in most programs',
    what: 'exit code',
    ours: /^2$/,
    theirs: /^(1|16|125)$/,
  },
  {
    reason:
      '"expose" is given to the engine as its single ports with protocol, the form in which images have it',
    what: 'engine',
    path: /\.Config\.ExposedPorts\./,
    scenario: /exposed ports in short/,
  },
  {
    reason: 'A healthcheck of [NONE] is none, so --wait waits for the container to run; Docker Compose fails',
    scenario: /healthcheck forms/,
    step: /--wait/,
    what: 'exit code',
  },
  {
    reason:
      'The hash of a service in the namespace of another does not depend on identities that change with each run',
    what: 'engine',
    path: /(with-db|others-b)-1\.Config\.Labels\.com\.docker\.compose\.config-hash$/,
  },
  {
    reason:
      'As in Docker Compose 5, a bind mount makes its folder on the host unless told not to; 2.40 hashes that differently',
    scenario: /volumes of every kind/,
    what: 'engine',
    path: /config-hash$|CreateMountpoint$/,
  },
  {
    reason: '"down" removes everything of the project, also what only an inactive profile describes',
    scenario: /profiles/,
    step: /^down$|^ps -a$|^--profile debug down$/,
  },
]

/** The first rule that has a difference on purpose; `undefined` for one that nobody explains. */
export function ruleFor(difference: Difference, all: readonly Rule[] = rules): Rule | undefined {
  return all.find(
    (rule) =>
      fields.every((field) => rule[field]?.test(difference[field] ?? '') ?? true) &&
      hasKind(rule, difference),
  )
}

const fields = ['scenario', 'step', 'path', 'ours', 'theirs'] as const

function hasKind(rule: Rule, difference: Difference): boolean {
  return rule.what === undefined || rule.what === difference.what
}
