import type { ServicesRequest } from '../app/change-services.ts'
import type { GlobalValues } from './command-spec.ts'
import type { RequestContext } from './up-request.ts'

/** What every command that changes services is asked. */
export function servicesRequest(
  { globals, names }: { readonly globals: GlobalValues; readonly names: readonly string[] },
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
): ServicesRequest {
  return { load: loadRequest, services: names, dryRun: globals['dry-run'] }
}
