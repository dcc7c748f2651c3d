import { commit } from '../../app/commit.ts'
import type { Invocation } from '../command-spec.ts'
import type { commitFlags } from '../flags/inside.ts'
import { oneService } from '../one-service.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runCommit(invocation: Invocation<typeof commitFlags>, shell: Shell): Promise<number> {
  const { flags, globals, names } = invocation
  const [service, reference, ...others] = names
  if (others.length > 0) throw new UsageMistake('commit takes a service and one name for the image')
  return inSession({ globals, shell }, async (session) => {
    const { ending, image } = await commit(session.surroundings, {
      load: session.loadRequest,
      ...oneService('commit', service === undefined ? [] : [service], flags),
      ...(reference === undefined ? {} : { reference }),
      ...(flags.author === undefined ? {} : { author: flags.author }),
      ...(flags.message === undefined ? {} : { message: flags.message }),
      changes: flags.change,
      pause: flags.pause,
      dryRun: globals['dry-run'],
    })
    if (image !== undefined) shell.report?.result({ image })
    return ending
  })
}
