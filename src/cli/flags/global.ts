import type { FlagSpec } from '../flag-spec.ts'

const project = 'Which project'
const output = 'Output'
const engine = 'Which engine'

/** Flags of every command. They stand before the command's name; `--dry-run` may stand anywhere. */
export const globalFlags = [
  {
    long: 'file',
    short: 'f',
    kind: 'list',
    value: 'PATH',
    group: project,
    summary: 'Compose file; repeat to merge several, "-" reads standard input',
  },
  {
    long: 'project-name',
    short: 'p',
    kind: 'text',
    value: 'NAME',
    group: project,
    summary: 'Name of the project (default: its directory)',
  },
  {
    long: 'project-directory',
    kind: 'text',
    value: 'PATH',
    group: project,
    summary: 'Base of relative paths (default: where the first Compose file is)',
  },
  {
    long: 'workdir',
    kind: 'text',
    value: 'PATH',
    hidden: true,
    summary: 'Older spelling of --project-directory',
  },
  {
    long: 'env-file',
    kind: 'list',
    value: 'PATH',
    group: project,
    summary: 'Variables for interpolation, instead of .env; repeatable',
  },
  {
    long: 'profile',
    kind: 'list',
    value: 'NAME',
    group: project,
    summary: 'Enable a profile, "*" for all; repeatable',
  },
  {
    long: 'all-resources',
    kind: 'switch',
    group: project,
    summary: 'Keep networks and volumes that no service uses',
  },
  {
    long: 'compatibility',
    kind: 'switch',
    group: project,
    summary: 'Name containers with "_", as Compose V1 did',
  },
  { long: 'dry-run', kind: 'switch', group: output, summary: 'Show what would be done, change nothing' },
  {
    long: 'progress',
    kind: 'choice',
    value: 'MODE',
    choices: ['auto', 'tty', 'plain', 'json', 'quiet', 'none'],
    group: output,
    summary: 'How to show progress: auto, tty, plain, json or quiet',
  },
  {
    long: 'ansi',
    kind: 'choice',
    value: 'WHEN',
    choices: ['auto', 'never', 'always'],
    group: output,
    summary: 'When to use colours: auto, never or always',
  },
  { long: 'no-ansi', kind: 'switch', hidden: true, summary: 'Older spelling of --ansi never' },
  { long: 'debug', short: 'D', kind: 'switch', group: output, summary: 'Show the causes of a failure' },
  { long: 'verbose', kind: 'switch', hidden: true, summary: 'Older spelling of --debug' },
  {
    long: 'host',
    short: 'H',
    kind: 'text',
    value: 'ADDRESS',
    group: engine,
    summary: 'Engine to talk to, for example unix:///var/run/docker.sock',
  },
  {
    long: 'context',
    short: 'c',
    kind: 'text',
    value: 'NAME',
    group: engine,
    summary: 'docker context that says which engine',
  },
  {
    long: 'parallel',
    kind: 'integer',
    value: 'N',
    minimum: -1,
    group: engine,
    summary: 'At most N things at once, -1 for no limit',
  },
] as const satisfies readonly FlagSpec[]
