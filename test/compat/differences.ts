import type { Difference } from './compare.ts'
import { deliberate } from './scenarios/deliberate.ts'

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
  ...deliberate.map(({ name, reason }) => ({
    reason,
    scenario: new RegExp(`^on purpose: ${name.replaceAll('.', '\\.')}$`),
  })),
  {
    reason:
      'What certainly goes wrong (a file to mount that is missing, a wait for health that nothing checks, a port that somebody has) is said before the first change, and nothing is made',
    scenario:
      /(dependency: without a healthcheck|volumes: a folder that must be there|secrets: a missing file|a range of ports for several containers)$/,
  },
  {
    reason:
      'Where data would be lost and nobody can be asked, nothing is done and the message names the flag that agrees',
    scenario: /another declaration than before$/,
    step: /^up -d$/,
    what: 'exit code',
    ours: /^3$/,
    theirs: /^0$/,
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
    scenario: /(interpolation|scalars|variables of every form)$/,
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
    reason: '--ansi and COMPOSE_ANSI take only the values they know',
    step: /^--ansi nonsense/,
  },
  {
    reason: '--ansi and COMPOSE_ANSI take only the values they know',
    scenario: /before the command$/,
    step: /^ps --services$/,
  },
  {
    reason: 'What cannot work is found before anything is made',
    scenario:
      /missing start period|image that may not be pulled|a folder that must be there|without a healthcheck|a missing file|^(secrets|volumes): (missing ones|external)|^pull: policies|^build: (mistakes|when up)/,
    path: /^(networks|containers)\.[^.]+$|^line [23]$/,
    ours: /^$/,
  },
  {
    reason: 'What does not need the service that failed goes on',
    scenario: /image that is nowhere|pull from one that is not there/,
    path: /^(networks|containers|images)\..+$|^line 2$/,
    theirs: /^$/,
  },
  {
    reason: 'docker sets variables for its plugins, which are then part of the environment',
    what: 'output',
    theirs: /^DOCKER_CLI_PLUGIN_/,
  },
  {
    reason: 'JSON ends with a line break, as texts do',
    step: /--format[ =]json/,
    what: 'output',
    ours: /^$/,
    theirs: /^$/,
  },
  {
    reason:
      'As in Docker Compose 5, --no-env-resolution leaves env_file as it is; 2.40 reads the file all the same',
    step: /--no-env-resolution/,
    what: 'output',
  },
  {
    reason: 'A state that does not exist is a mistake on the command line, not one in which no container is',
    step: /--status[ =](nonsense|running,exited)/,
  },
  {
    reason: 'The last line of a container is shown also when it does not end with a line break',
    what: 'output',
    ours: /unterminated/,
    theirs: /^$/,
  },
  {
    reason: 'The last line of a container is shown also when it does not end with a line break',
    what: 'takeover',
    ours: /^$|unterminated/,
    theirs: /^$|unterminated/,
    step: /logs$/,
  },
  {
    reason:
      '"logs -f" ends when no container runs or can start again; Docker Compose waits for events for ever',
    step: /^logs (-f|--follow)/,
    what: 'exit code',
    theirs: /^-1$/,
  },
  {
    reason: 'As in Docker Compose 5, "down SERVICE" also removes what depends on the service',
    scenario: /^down: one service$|order of stopping and starting$/,
    path: /-[ab]-1$|_default$|^line [23]$/,
    ours: /^$/,
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
    reason: 'A healthcheck of [NONE] is none, so --wait waits for the container to run; Docker Compose fails',
    scenario: /healthcheck forms/,
    step: /--wait/,
  },
  {
    reason:
      'The hash of a service in the namespace of another does not depend on identities that change with each run',
    what: 'engine',
    scenario:
      /addresses, aliases|^attributes: of other|of others$|of other services and|of another( service)?$|may ask of the engine$|restarts with it$/,
    path: /-(with-db-1|[bcdlnx]-1|x)\.Config\.Labels\.com\.docker\.compose\.config-hash$/,
  },
  {
    reason:
      'As in Docker Compose 5, a bind mount makes its folder on the host unless told not to; 2.40 hashes that differently',
    scenario: /(volumes of every kind|mounts of every type)$/,
    what: 'engine',
    path: /config-hash$|CreateMountpoint$/,
  },
  {
    reason: 'As in Docker Compose 5, a label tells the digests of the images that are mounted',
    what: 'engine',
    path: /Config\.Labels\.com\.docker\.compose\.image-volume-digest$/,
    theirs: /^$/,
  },
  {
    reason:
      '"down" removes everything of the project, also what only an inactive profile or an older file describes',
    scenario: /profile|not used by any service|changed and added|before the command$/,
    step: /^down( -v| --remove-orphans)?$|^ps -a$|^--profile debug down$/,
  },
  {
    reason:
      'Where data would be lost and nobody is there to agree, nothing is done, and the exit code says so; -y agrees',
    scenario: /^volumes: another declaration/,
    step: /^up -d$/,
  },
  {
    reason: 'The name of a container is part of the hash, and that of a run is random',
    path: /-run-<id>\.Config\.Labels\.com\.docker\.compose\.config-hash$/,
  },
  {
    reason:
      'A container that gets the signal ends as it does, and so does attach; Docker Compose forgets its code',
    scenario: /^attach: interrupted$/,
    what: 'exit code',
    theirs: /^130$/,
  },
  {
    reason: 'Docker Compose 2.40 hashes a mount of "run -v" before its path is complete',
    scenario: /^run: volumes$/,
    path: /config-hash$/,
  },
  {
    reason: 'A label without a value is one with an empty value, as for docker run',
    step: /-l bare/,
  },
  {
    reason:
      '--dry-run shows what would happen; that of Docker Compose fails at what it did not make, or asks a registry',
    step: /^--dry-run (run|start|pull|cp)|--dry-run$/,
    what: 'exit code',
    ours: /^0$/,
  },
  {
    reason:
      '--dry-run shows its plan, with reasons and what would be lost, on standard output; Docker Compose tells the steps on standard error, as Gantry does too',
    step: /--dry-run/,
    what: 'output',
    ours: /^(?:[-+~>.!?] |Plan: |Nothing to do| {2,}\S)/,
  },
  {
    reason:
      'Signals go to the container of a run, which then ends as it does; Docker Compose leaves it running',
    scenario: /^run: interrupted$/,
  },
  {
    reason: 'What a container says after the end of its input is shown',
    scenario: /^attach: input/,
    step: /^attach a$/,
    what: 'output',
    theirs: /^$/,
  },
  {
    reason: 'Every end of a container that is shown is told; notices are not among its output',
    what: 'output',
    step: /^up/,
    ours: /exited with code \d+$|^$/,
    theirs: /^Gracefully Stopping|^$|exited with code \d+ \(restarting\)$/,
  },
  {
    reason:
      '--abort-on-container-exit stops all containers of the run, as its description says, not only those of services named',
    scenario: /exit code of one$/,
    path: /-db-1\.State\.|^line \d+$/,
  },
  {
    reason: 'Nothing is shown when nothing is left to attach to; Docker Compose then shows everything',
    scenario: /which containers are shown$/,
    step: /--no-attach a --no-attach b/,
  },
  {
    reason: 'A time-out below zero is a mistake; Docker Compose waits for ever',
    step: /--wait-timeout -1/,
  },
  {
    reason:
      'A container that does not start again by itself is the last one to be watched; Docker Compose waits for ever',
    scenario: /fails again and again$/,
    step: /--abort-on-container-exit/,
  },
  {
    reason:
      'As in Docker Compose 5, containers of a network that changed are made anew; 2.40 loses their names in it',
    scenario: /^networks: other options/,
    path: /compose\.replace$|Aliases$|DNSNames$/,
  },
  {
    reason: 'A container whose network is gone is made anew',
    scenario: /were removed meanwhile$/,
    path: /compose\.replace$/,
  },
  {
    reason: 'As in Docker Compose 5, a network that somebody else made is used with a warning',
    scenario: /^networks: one that somebody else made$/,
  },
  {
    reason: 'An IPv6 address stands in brackets before a port',
    step: /^port /,
    ours: /^\[/,
    theirs: /^::/,
  },
  {
    reason: 'Events up to a time in the past end well; Docker Compose fails with "EOF"',
    step: /^events .*--until/,
    what: 'exit code',
    ours: /^0$/,
    theirs: /^1$/,
  },
  {
    reason:
      'images tells when an image was made, also where no time is known for its tag; no images are an empty list',
    step: /^images/,
    what: 'output',
    ours: /\d years ago$|^\[\]$/,
    theirs: /292 years ago$|^null$/,
  },
  {
    reason:
      'The output of a container whose logging driver keeps nothing cannot be shown; those of others can',
    scenario: /may ask of the engine$/,
    step: /^logs b$/,
  },
  {
    reason: 'Only "y" and "true" are a yes for Docker Compose, "yes" is one too',
    scenario: /^rm: forms$/,
    step: /^rm b$|^up -d$|^rm -s -f -v$/,
  },
  {
    reason: 'Of containers that are too many, those with the highest numbers go',
    scenario: /^create: forms$/,
    path: /-c-[123]$|^line [45]$/,
  },
  {
    reason:
      'A pattern stands for the services that it fits in every command; in Docker Compose only where services are made, other commands refuse it or find nothing',
    scenario: /^patterns: /,
    step: /\*/,
  },
  {
    reason: 'No services are no line',
    step: /^ps --services/,
    ours: /^$/,
    theirs: /^$/,
  },
  {
    reason: '"ps --format pretty" is the table, as it was in Docker Compose 1',
    step: /--format 'pretty'/,
  },
  {
    reason: 'What a flag does not take is refused, not passed over',
    step: /^ls --filter name=\[|^logs --tail x|^version (-f|--format) |^ps$|--index[ =]-1|^attach a a$/,
    what: 'exit code',
    ours: /^[23]$/,
    theirs: /^(0|-1)$/,
  },
  {
    reason: 'What a flag does not take is refused, not passed over',
    step: /^ls --filter name=\[|^logs --tail x|^version (-f|--format) |^ps$|--index[ =]-1/,
    what: 'output',
    ours: /^$/,
  },
  {
    reason: '"selinux" of a bind mount reaches the engine; Docker Compose 2.40 loses it',
    scenario: /mounts of every type$/,
    path: /-b-1\.(HostConfig\.(Binds|Mounts\.\/three)|Mounts\.\/three\.Mode)$/,
  },
  {
    reason:
      'A file that is to be mounted and is not there is missed before anything is made; Docker Compose has the engine make a folder of its name',
    scenario: /^volumes: a file that is not there$/,
    step: /^(create|ps -a|up -d)$/,
  },
  {
    reason:
      'A link to a replica has the number of that replica; Docker Compose gives it that of the one that links',
    scenario: /links to a service with several containers$/,
    path: /\.Links\[\d+\]$/,
  },
  {
    reason:
      'A container with an env_file stays as it is when another number is asked for; Docker Compose 2.40 hashes the service otherwise in "scale" and makes it anew',
    scenario: /scale: with an env_file$/,
    path: /config-hash$|compose\.replace$/,
  },
  {
    reason:
      'A service that is named is enabled, so another may need it; Docker Compose looks at dependencies before',
    scenario: /^profiles: one that another needs$/,
    step: /^up -d a b$/,
  },
  {
    reason:
      '"down SERVICE" removes networks and volumes of what goes, not those of what the service needs: they may hold data',
    scenario: /^down: one service, when what it needs has no containers$/,
    step: /^down -v b$/,
    path: /^(networks|volumes)\.[^.]+_(one|data|default)$/,
    theirs: /^$/,
  },
  {
    reason:
      'A hook before the stop runs where there is something to stop; "restart" of Docker Compose fails when its container does not run',
    scenario: /^restart: a hook before the stop of what does not run$/,
    step: /^restart$/,
  },
  {
    reason:
      'A service without containers whose network another shares is a mistake found before anything changes, and both can go at once; Docker Compose removes the container first',
    scenario: /^networks: that of a service without containers$/,
  },
  { reason: 'Every column has a heading', step: /^ps --format 'table/, theirs: /<no value>/ },
  { reason: 'A text ends with one line break', step: /^alpha viz/, ours: /^$/, theirs: /^$/ },
  {
    reason: 'A graph is one of the whole project, so viz takes no services',
    step: /^alpha viz extra/,
  },
  {
    reason: 'An image without a name has none; Docker Compose takes its identity apart',
    step: /^images/,
    theirs: /"Repository":"sha256"/,
  },
  {
    reason: 'An image that "down --rmi" removes goes with all its names; Docker Compose leaves the others',
    scenario: /labels and tags$/,
    step: /^down --rmi/,
    path: /^images\./,
    ours: /^$/,
  },
  {
    reason: '"build --print" prints what is built, and with no dependencies when none are',
    step: /build --print a$/,
    what: 'output',
  },
  {
    reason: 'What "build --check" finds is told as warnings are',
    step: /build --check$/,
    what: 'output',
    ours: /^$/,
  },
  {
    reason: 'A project made of containers names their networks and volumes, and uses those that are there',
    scenario: /^generate/,
    what: 'output',
    path: /^line/,
  },
  {
    reason: 'A service that is named is enabled for "config --services" as for all else',
    step: /^config --services a$/,
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
