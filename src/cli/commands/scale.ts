import { up } from '../../app/up.ts'
import type { UpRequest } from '../../app/up-request.ts'
import type { Invocation } from '../command-spec.ts'
import type { scaleFlags } from '../flags/create.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import type { RequestContext } from '../up-request.ts'
import { planningRequest } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runScale(invocation: Invocation<typeof scaleFlags>, shell: Shell): Promise<number> {
  const { globals } = invocation
  return inSession({ globals, shell, options: { title: 'scale' } }, (session) =>
    up(session.surroundings, scaleRequest(invocation, session)),
  )
}

/** `up` of the services named, with these numbers of containers. */
export function scaleRequest(
  { globals, flags, names }: Invocation<typeof scaleFlags>,
  context: RequestContext,
): UpRequest {
  if (names.length === 0)
    throw new UsageMistake('"scale" needs a service and a number', 'For example: compose scale web=3')
  return planningRequest(
    {
      globals,
      names: [...new Set(names.map(readService))],
      flags: {
        'no-deps': flags['no-deps'],
        scale: names,
        pull: undefined,
        timeout: undefined,
        'no-start': false,
        build: false,
        'no-build': false,
        'remove-orphans': false,
        'force-recreate': false,
        'no-recreate': false,
        'always-recreate-deps': false,
        'renew-anon-volumes': false,
      },
    },
    // Nobody asked about orphans here.
    { ...context, environment: {} },
  )
}

function readService(text: string): string {
  const [, service] = /^([^=]+)=\d+$/u.exec(text) ?? []
  if (service === undefined)
    throw new UsageMistake(
      `invalid scale specifier: ${text}`,
      'It is a service and a number: compose scale web=3',
    )
  return service
}
