import type { ExecRequest } from '../../app/exec.ts'
import { exec } from '../../app/exec.ts'
import type { Invocation } from '../command-spec.ts'
import type { execFlags } from '../flags/exec.ts'
import type { Shell } from '../shell.ts'
import { inSession } from '../session.ts'
import { stdioOf } from '../stdio.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runExec(invocation: Invocation<typeof execFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  if (globals.json && !flags.detach)
    throw new UsageMistake('exec --json needs --detach', "Otherwise standard output is the command's.")
  return inSession({ globals, shell }, (session) =>
    exec(session.surroundings, execRequest(invocation, session, shell)),
  )
}

/** What the flags of `exec` ask for. Spec: 1.7. */
export function execRequest(
  { flags, globals, names }: Invocation<typeof execFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
  shell: Shell,
): ExecRequest {
  const [service, ...command] = names
  if (service === undefined || command.length === 0) {
    throw new UsageMistake('exec needs a service and a command', 'For example: compose exec web sh')
  }
  const { index, user, workdir } = flags
  return {
    load: loadRequest,
    service,
    command,
    ...(index === undefined || index === 0 ? {} : { index }),
    environment: flags.env,
    ...(user === undefined ? {} : { user }),
    ...(workdir === undefined ? {} : { workingDirectory: workdir }),
    privileged: flags.privileged,
    detach: flags.detach,
    tty: !flags['no-tty'] && !flags['no-TTY'] && shell.stdout.isTTY === true && shell.terminal !== undefined,
    stdio: stdioOf(shell),
    dryRun: globals['dry-run'],
  }
}
