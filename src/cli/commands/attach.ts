import { attach } from '../../app/attach.ts'
import type { Invocation } from '../command-spec.ts'
import type { attachFlags } from '../flags/inside.ts'
import { oneService } from '../one-service.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { stdioOf } from '../stdio.ts'

export async function runAttach(invocation: Invocation<typeof attachFlags>, shell: Shell): Promise<number> {
  const { flags, globals, names } = invocation
  return inSession({ globals, shell }, (session) => {
    const keys = flags['detach-keys']
    return attach(session.surroundings, {
      load: session.loadRequest,
      ...oneService('attach', names, flags),
      input: !flags['no-stdin'],
      forwardsSignals: flags['sig-proxy'],
      ...(keys === undefined ? {} : { detachKeys: keys }),
      stdio: stdioOf(shell, session),
      dryRun: globals['dry-run'],
    })
  })
}
