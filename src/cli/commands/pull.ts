import { pull, type PullRequest } from '../../app/pull.ts'
import type { Invocation } from '../command-spec.ts'
import type { pullFlags } from '../flags/pull.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { timeWish } from '../time-record.ts'
import type { RequestContext } from '../up-request.ts'

export async function runPull(invocation: Invocation<typeof pullFlags>, shell: Shell): Promise<number> {
  const { globals, flags } = invocation
  const options = { title: 'pull', quietPull: flags.quiet, ...timeWish(flags) }
  return inSession({ globals, shell, options }, (session) =>
    pull(session.surroundings, pullRequest(invocation, session)),
  )
}

/** What the flags of `pull` ask for. Spec: 4.6. */
export function pullRequest(
  { globals, flags, names }: Invocation<typeof pullFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
): PullRequest {
  const policy = flags.policy === 'missing' || flags.policy === 'always' ? flags.policy : undefined
  return {
    load: loadRequest,
    services: names,
    ...(policy === undefined ? {} : { policy }),
    includeDependencies: flags['include-deps'],
    ignoreBuildable: flags['ignore-buildable'],
    ignoreFailures: flags['ignore-pull-failures'],
    dryRun: globals['dry-run'],
  }
}
