import { findPort, type PortRequest } from '../../app/port.ts'
import type { Invocation } from '../command-spec.ts'
import type { portFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runPort(invocation: Invocation<typeof portFlags>, shell: Shell): Promise<number> {
  const { globals } = invocation
  return inSession({ globals, shell }, async (session) => {
    const { ending, port } = await findPort(session.surroundings, portRequest(invocation, session))
    if (port !== undefined) {
      const { hostIp: host = '', published = 0 } = port
      const text = () => `${addressText(host, published)}\n`
      showResult(shell, { result: () => ({ host, port: published }), text })
    }
    return ending
  })
}

const highestPort = 65_535

/** Which port of which container is asked for. */
export function portRequest(
  { flags, names }: Invocation<typeof portFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
): PortRequest {
  const [service, text, ...others] = names
  if (service === undefined || text === undefined || others.length > 0)
    throw new UsageMistake('"port" needs a service and a port', 'For example: compose port web 80')
  const port = /^\d+$/u.test(text) ? Number(text) : undefined
  if (port === undefined || port > highestPort)
    throw new UsageMistake(`the port cannot be "${text}"`, 'It is a number; --protocol udp says which kind.')
  return {
    load: loadRequest,
    service,
    port,
    protocol: flags.protocol ?? 'tcp',
    ...(flags.index === undefined || flags.index === 0 ? {} : { index: flags.index }),
  }
}

function addressText(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
