import { pause } from '../../app/pause.ts'
import type { Invocation } from '../command-spec.ts'
import type { noFlags } from '../flags/life.ts'
import { servicesRequest } from '../services-request.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

type Plain = Invocation<typeof noFlags>

export async function runPause(invocation: Plain, shell: Shell): Promise<number> {
  return run('pause', invocation, shell)
}

export async function runUnpause(invocation: Plain, shell: Shell): Promise<number> {
  return run('unpause', invocation, shell)
}

function run(verb: 'pause' | 'unpause', invocation: Plain, shell: Shell): Promise<number> {
  const { globals } = invocation
  return inSession({ globals, shell, options: { title: verb } }, (session) =>
    pause(session.surroundings, { ...servicesRequest(invocation, session), verb }),
  )
}
