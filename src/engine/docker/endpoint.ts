import { EngineError } from '../errors.ts'
import type { Endpoint, SshEndpoint, TlsMaterial } from './location.ts'

const usualSocket = '/var/run/docker.sock'
const usualPipe = '//./pipe/docker_engine'
const plainPort = 2375
const tlsPort = 2376

/** An address as in DOCKER_HOST. `tls` is used where the address is TCP. Throws `EngineError` of kind `invalid`. */
export function parseEndpoint(address: string, tls: TlsMaterial | undefined): Endpoint {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/s.exec(address) ?? []
  switch (scheme) {
    case 'unix':
      return { kind: 'socket', path: rest === '' ? usualSocket : rest }
    case 'npipe':
      return { kind: 'socket', path: rest === '' ? usualPipe : rest }
    case 'tcp':
    case 'http':
      return tcpEndpoint(address, rest, tls)
    case 'https':
      return tcpEndpoint(address, rest, tls ?? { verify: true })
    case 'ssh':
      return sshEndpoint(address)
    default:
      throw new EngineError(
        'invalid',
        `"${address}" is not the address of an engine: unix://, tcp:// and ssh:// are`,
      )
  }
}

function tcpEndpoint(address: string, rest: string, tls: TlsMaterial | undefined): Endpoint {
  const url = parseUrl(`http://${rest}`, address)
  if (url.pathname !== '/' && url.pathname !== '') {
    throw new EngineError(
      'invalid',
      `"${address}" is not the address of an engine: a path cannot be part of it`,
    )
  }
  // Parsed as http, so that the port written as 80 is left out like none.
  const written = /:(\d+)\/?$/.exec(rest)?.[1]
  const port = written === undefined ? (tls === undefined ? plainPort : tlsPort) : Number(written)
  const host = hostOf(url) === '' ? '127.0.0.1' : hostOf(url)
  return { kind: 'tcp', host, port, ...(tls === undefined ? {} : { tls }) }
}

function sshEndpoint(address: string): SshEndpoint {
  const url = parseUrl(address, address)
  // A host that starts with a dash would be an option of ssh.
  if (
    url.hostname === '' ||
    url.hostname.startsWith('-') ||
    url.username.startsWith('-') ||
    url.password !== ''
  ) {
    throw new EngineError('invalid', `"${address}" is not the address of an engine: write ssh://user@host`)
  }
  return {
    kind: 'ssh',
    host: hostOf(url),
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.pathname === '' || url.pathname === '/' ? {} : { socketPath: url.pathname }),
  }
}

function parseUrl(text: string, address: string): URL {
  try {
    return new URL(text)
  } catch (cause) {
    throw new EngineError('invalid', `"${address}" is not the address of an engine`, { cause })
  }
}

/** Without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}
