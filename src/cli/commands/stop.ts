import { stop } from '../../app/stop.ts'
import type { Invocation } from '../command-spec.ts'
import type { stopFlags } from '../flags/life.ts'
import { servicesRequest } from '../services-request.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'

export async function runStop(invocation: Invocation<typeof stopFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  return inSession({ globals, shell, options: { title: 'stop', ...timeWish(invocation.flags) } }, (session) =>
    stop(session.surroundings, {
      ...servicesRequest(invocation, session),
      ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
    }),
  )
}
