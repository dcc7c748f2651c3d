import { push, type PushRequest } from '../../app/push.ts'
import type { Invocation } from '../command-spec.ts'
import type { pushFlags } from '../flags/push.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'
import type { RequestContext } from '../up-request.ts'

export async function runPush(invocation: Invocation<typeof pushFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  const options = { title: 'push', quietPull: flags.quiet, ...timeWish(flags) }
  return inSession({ globals, shell, options }, (session) =>
    push(session.surroundings, pushRequest(invocation, session)),
  )
}

/** What the flags of `push` ask for. Spec: 1.4. */
export function pushRequest(
  { globals, flags, names }: Invocation<typeof pushFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
): PushRequest {
  return {
    load: loadRequest,
    services: names,
    includeDependencies: flags['include-deps'],
    ignoreFailures: flags['ignore-push-failures'],
    dryRun: globals['dry-run'],
  }
}
