import { connect as connectSocket } from 'node:net'
import type { Duplex } from 'node:stream'
import { assertNever } from '../../diagnostics/errors.ts'
import { openGathered } from './gathered.ts'
import type { Gathered } from './gathered.ts'
import type { EngineLocation, TlsMaterial } from './location.ts'

/** A way to open byte streams to one engine. */
export interface Connection {
  /** As a user would write it. */
  readonly address: string
  /** For the `Host` header; engines behind a TLS proxy look at it. */
  readonly hostHeader: string
  /** Clock and file system are shared with the engine, as far as one can know. */
  readonly isLocal: boolean
  /** A new stream, perhaps still connecting: what is written waits. */
  open(): Duplex
  /** The same for much that is there already; not every way can do that. */
  openGathered?(): Gathered
}

/** Loads TLS and child processes only where they are needed: most engines are at the other end of a socket on the same machine. */
export async function createConnection(location: EngineLocation): Promise<Connection> {
  const { endpoint, address } = location
  switch (endpoint.kind) {
    case 'socket':
      return {
        address,
        hostHeader: 'engine',
        isLocal: true,
        open: () => connectSocket(endpoint.path),
        openGathered: () => openGathered({ path: endpoint.path }),
      }
    case 'tcp':
      return {
        address,
        hostHeader: `${endpoint.host}:${endpoint.port}`,
        isLocal: false,
        open: await tcpOpener(endpoint.host, endpoint.port, endpoint.tls),
      }
    case 'ssh': {
      const { openSsh } = await import('./ssh.ts')
      return { address, hostHeader: 'engine', isLocal: false, open: () => openSsh(endpoint) }
    }
    default:
      return assertNever(endpoint)
  }
}

async function tcpOpener(host: string, port: number, tls: TlsMaterial | undefined): Promise<() => Duplex> {
  if (tls === undefined) return () => connectSocket({ host, port, noDelay: true, keepAlive: true })
  const { connect, rootCertificates } = await import('node:tls')
  const { extraAuthorities, cert, key, serverName, verify } = tls
  const ca =
    extraAuthorities === undefined ? tls.ca : [...rootCertificates, Buffer.from(extraAuthorities).toString()]
  const options = {
    host,
    port,
    rejectUnauthorized: verify,
    ALPNProtocols: ['http/1.1'],
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(ca === undefined ? {} : { ca: ca instanceof Uint8Array ? Buffer.from(ca) : ca }),
    ...(cert === undefined ? {} : { cert: Buffer.from(cert) }),
    ...(key === undefined ? {} : { key: Buffer.from(key) }),
  }
  return () => connect(options)
}
