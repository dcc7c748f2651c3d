import type { DownRequest } from '../../app/down.ts'
import { down } from '../../app/down.ts'
import type { Invocation } from '../command-spec.ts'
import { isOn } from '../environment.ts'
import type { downFlags } from '../flags/down.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'
import { inSession } from '../session.ts'
import type { RequestContext } from '../up-request.ts'

export async function runDown(invocation: Invocation<typeof downFlags>, shell: Shell): Promise<number> {
  return inSession(
    { globals: invocation.globals, shell, options: { title: 'down', ...timeWish(invocation.flags) } },
    (session) => down(session.surroundings, downRequest(invocation, session)),
  )
}

/** What the flags of `down` ask for. Spec: 1.8. */
export function downRequest(
  { globals, flags, names }: Invocation<typeof downFlags>,
  { loadRequest, environment }: RequestContext,
): DownRequest {
  return {
    load: loadRequest,
    services: names,
    volumes: flags.volumes || flags.volume,
    removeOrphans: flags['remove-orphans'] || isOn(environment, 'COMPOSE_REMOVE_ORPHANS'),
    ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
    ...(flags.rmi === undefined ? {} : { removeImages: flags.rmi === 'all' ? 'all' : 'local' }),
    dryRun: globals['dry-run'],
  }
}
