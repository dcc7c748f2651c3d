import { publish, type PublishRequest } from '../../app/publish.ts'
import type { Invocation } from '../command-spec.ts'
import type { publishFlags } from '../flags/publish.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runPublish(invocation: Invocation<typeof publishFlags>, shell: Shell): Promise<number> {
  const { globals, flags, names } = invocation
  const [host = ''] = (names[0] ?? '').split('/', 1)
  const insecureRegistries = flags['insecure-registry'] ? [host] : []
  const options = { title: 'publish', yes: flags.yes, insecureRegistries }
  return inSession({ globals, shell, options }, (session) =>
    publish(session.surroundings, publishRequest(invocation, session)),
  )
}

/** What the flags of `publish` ask for. Spec: 1.12. */
export function publishRequest(
  { globals, flags, names }: Invocation<typeof publishFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
): PublishRequest {
  const [reference, ...others] = names
  if (reference === undefined || others.length > 0)
    throw new UsageMistake(
      'publish needs one name of a repository',
      'For example: compose publish registry.example/team/app:1',
    )
  const version = flags['oci-version']
  return {
    load: loadRequest,
    reference,
    resolveDigests: flags['resolve-image-digests'],
    withEnvironment: flags['with-env'],
    withImages: flags.app,
    dryRun: globals['dry-run'],
    ...(version === undefined ? {} : { ociVersion: version }),
  }
}
