import { restart } from '../../app/restart.ts'
import type { Invocation } from '../command-spec.ts'
import type { restartFlags } from '../flags/life.ts'
import { servicesRequest } from '../services-request.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'

export async function runRestart(invocation: Invocation<typeof restartFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  return inSession(
    { globals, shell, options: { title: 'restart', ...timeWish(invocation.flags) } },
    (session) =>
      restart(session.surroundings, {
        ...servicesRequest(invocation, session),
        noDeps: flags['no-deps'],
        ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
      }),
  )
}
