import { start } from '../../app/start.ts'
import type { Invocation } from '../command-spec.ts'
import type { startFlags } from '../flags/life.ts'
import { servicesRequest } from '../services-request.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'

export async function runStart(invocation: Invocation<typeof startFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  const waitTimeout = flags['wait-timeout']
  return inSession(
    { globals, shell, options: { title: 'start', ...timeWish(invocation.flags) } },
    (session) =>
      start(session.surroundings, {
        ...servicesRequest(invocation, session),
        wait: flags.wait,
        ...(waitTimeout === undefined ? {} : { waitTimeoutSeconds: waitTimeout }),
      }),
  )
}
