import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { EnvHttpProxyAgent, fetch } from 'undici'
import type { RequestInit, Response } from 'undici'
import { own } from '../units/own.ts'

/** Makes a request of the web. */
export type Send = (address: string | URL, request?: RequestInit) => Promise<Response>

/**
 * The web as the environment describes it: through the proxies of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and with the authorities of
 * NODE_EXTRA_CA_CERTS, which the command takes from Node.js. A file of authorities that cannot be read is passed over, as Node.js does.
 */
export function openWeb(environment: Readonly<Record<string, string>>): Send {
  const of = (name: string): string => own(environment, name.toLowerCase()) ?? own(environment, name) ?? ''
  const ca = authorities(environment['NODE_EXTRA_CA_CERTS'] ?? '')
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: of('HTTP_PROXY'),
    httpsProxy: of('HTTPS_PROXY'),
    noProxy: [of('NO_PROXY'), ...thisMachine].filter(Boolean).join(','),
    ...(ca === undefined ? {} : { connect: { ca }, requestTls: { ca } }),
  })
  return (address, { signal, ...request } = {}) =>
    fetch(address, { ...request, ...(signal ? { signal: ownSignal(signal) } : {}), dispatcher })
}

/** `fetch` asks a signal how many listeners it may have, and Node.js 20 cannot say it of one without a limit. */
function ownSignal(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal])
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]', '::1']

function authorities(path: string): string[] | undefined {
  if (path === '') return undefined
  try {
    return [...rootCertificates, readFileSync(path, 'utf8')]
  } catch {
    return undefined
  }
}
