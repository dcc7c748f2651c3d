import { connect as connectSocket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { assertNever } from '../../diagnostics/errors.ts'
import type { EngineLocation, TlsMaterial } from './location.ts'
import { openSsh } from './ssh.ts'

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
}

export function createConnection(location: EngineLocation): Connection {
  const { endpoint, address } = location
  switch (endpoint.kind) {
    case 'socket':
      return { address, hostHeader: 'engine', isLocal: true, open: () => connectSocket(endpoint.path) }
    case 'tcp':
      return {
        address,
        hostHeader: `${endpoint.host}:${endpoint.port}`,
        isLocal: false,
        open: () => openTcp(endpoint.host, endpoint.port, endpoint.tls),
      }
    case 'ssh':
      return { address, hostHeader: 'engine', isLocal: false, open: () => openSsh(endpoint) }
    default:
      return assertNever(endpoint)
  }
}

function openTcp(host: string, port: number, tls: TlsMaterial | undefined): Duplex {
  if (tls === undefined) return connectSocket({ host, port, noDelay: true, keepAlive: true })
  const { ca, cert, key, serverName, verify } = tls
  return connectTls({
    host,
    port,
    rejectUnauthorized: verify,
    ALPNProtocols: ['http/1.1'],
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(ca === undefined ? {} : { ca: Buffer.from(ca) }),
    ...(cert === undefined ? {} : { cert: Buffer.from(cert) }),
    ...(key === undefined ? {} : { key: Buffer.from(key) }),
  })
}
