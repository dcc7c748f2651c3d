import { create } from '../../app/create.ts'
import type { UpRequest } from '../../app/up-request.ts'
import type { Invocation } from '../command-spec.ts'
import type { createFlags } from '../flags/create.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'
import type { RequestContext } from '../up-request.ts'
import { planningRequest } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runCreate(invocation: Invocation<typeof createFlags>, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  const options = {
    title: 'create',
    yes: flags.yes || flags.y,
    quietPull: flags['quiet-pull'],
    ...timeWish(flags),
  }
  return inSession({ globals, shell, options }, (session) =>
    create(session.surroundings, createRequest(invocation, session)),
  )
}

/** What the flags of `create` ask for: those of `up` that concern containers. */
export function createRequest(
  { flags, ...rest }: Invocation<typeof createFlags>,
  context: RequestContext,
): UpRequest {
  if (flags['force-recreate'] && flags['no-recreate'])
    throw new UsageMistake('--force-recreate and --no-recreate cannot be combined')
  const { pull } = flags
  const planning = planningRequest(
    {
      ...rest,
      flags: {
        ...flags,
        pull: pull === 'build' ? undefined : pull,
        timeout: undefined,
        'no-deps': false,
        'no-start': true,
        'always-recreate-deps': false,
        'renew-anon-volumes': false,
      },
    },
    context,
  )
  return {
    ...planning,
    ...(pull === 'build' ? { pull } : {}),
    quietPull: flags['quiet-pull'],
  }
}
