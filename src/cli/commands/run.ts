import { randomBytes } from 'node:crypto'
import { run } from '../../app/run.ts'
import type { RunRequest } from '../../app/run-request.ts'
import type { Invocation } from '../command-spec.ts'
import { isOn } from '../environment.ts'
import type { runFlags } from '../flags/run.ts'
import { oneOffOverrides } from '../one-off-overrides.ts'
import type { Session } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { inSession } from '../session.ts'
import { stdioOf } from '../stdio.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runRun(invocation: Invocation<typeof runFlags>, shell: Shell): Promise<number> {
  const { flags } = invocation
  if (invocation.globals.json && !flags.detach)
    throw new UsageMistake('run --json needs --detach', "Otherwise standard output is the container's.")
  const globals = flags.quiet ? { ...invocation.globals, progress: 'quiet' as const } : invocation.globals
  const options = { title: 'run', quietPull: flags['quiet-pull'], quietBuild: flags['quiet-build'] }
  return inSession({ globals, shell, options }, async (session) => {
    const { ending, id } = await run(session.surroundings, await runRequest(invocation, session, shell))
    if (id !== undefined) showResult(shell, { result: () => ({ container: id }), text: () => `${id}\n` })
    return ending
  })
}

/** What the flags of `run` ask for. Spec: 1.6. */
async function runRequest(
  { flags, globals, names }: Invocation<typeof runFlags>,
  session: Session,
  shell: Shell,
): Promise<RunRequest> {
  const [service, ...command] = names
  if (service === undefined)
    throw new UsageMistake('run needs a service', 'For example: compose run --rm web sh')
  const { name, pull } = flags
  const { reader } = session.surroundings
  return {
    load: session.loadRequest,
    service,
    overrides: await oneOffOverrides({ flags, command, shell, reader }),
    ...(name === undefined ? {} : { name }),
    slug: randomBytes(32).toString('hex'),
    noDeps: flags['no-deps'],
    useAliases: flags['use-aliases'],
    detach: flags.detach,
    remove: flags.rm,
    removeOrphans: flags['remove-orphans'],
    ignoreOrphans: isOn(session.environment, 'COMPOSE_IGNORE_ORPHANS'),
    ...(pull === undefined || pull === 'policy'
      ? {}
      : { pull: pull === 'if_not_present' ? 'missing' : pull }),
    ...(flags.build ? { build: 'always' } : {}),
    stdio: stdioOf(shell, session),
    dryRun: globals['dry-run'],
  }
}
