import { kill } from '../../app/kill.ts'
import type { Invocation } from '../command-spec.ts'
import { isOn } from '../environment.ts'
import type { killFlags } from '../flags/life.ts'
import { servicesRequest } from '../services-request.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

export async function runKill(invocation: Invocation<typeof killFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  return inSession({ globals, shell, options: { title: 'kill' } }, (session) =>
    kill(session.surroundings, {
      ...servicesRequest(invocation, session),
      signal: flags.signal ?? 'SIGKILL',
      orphans: flags['remove-orphans'] || isOn(session.environment, 'COMPOSE_REMOVE_ORPHANS'),
    }),
  )
}
