import type { FlagSpec } from '../flag-spec.ts'

export const execFlags = [
  { long: 'detach', short: 'd', kind: 'switch', summary: 'Leave the command running and return' },
  {
    long: 'env',
    short: 'e',
    kind: 'list',
    value: 'NAME[=VALUE]',
    summary: 'Variable for the command; a name alone takes the value of the shell; repeatable',
  },
  {
    long: 'index',
    kind: 'integer',
    value: 'N',
    minimum: 0,
    summary: 'The container with this number, where a service has several',
  },
  {
    long: 'no-tty',
    short: 'T',
    kind: 'switch',
    summary: 'No terminal for the command (default where input or output is none)',
  },
  { long: 'no-TTY', kind: 'switch', hidden: true, summary: 'Older spelling of --no-tty' },
  { long: 'privileged', kind: 'switch', summary: 'Extended rights for the command' },
  { long: 'user', short: 'u', kind: 'text', value: 'USER', summary: 'Run the command as this user' },
  {
    long: 'workdir',
    short: 'w',
    kind: 'text',
    value: 'PATH',
    summary: 'Directory the command runs in',
  },
  { long: 'interactive', short: 'i', kind: 'switch', hidden: true, summary: 'On in any case' },
  { long: 'tty', short: 't', kind: 'switch', hidden: true, summary: 'On where there is a terminal' },
] as const satisfies readonly FlagSpec[]
