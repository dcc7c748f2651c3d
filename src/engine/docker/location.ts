/** Where an engine is, and how that was decided. */
export interface EngineLocation {
  /** As a user would write it: "unix:///var/run/docker.sock". */
  readonly address: string
  /** Completes "chosen because ...": "DOCKER_HOST is set". */
  readonly why: string
  readonly endpoint: Endpoint
}

export type Endpoint =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsMaterial }
  | SshEndpoint

export interface SshEndpoint {
  readonly kind: 'ssh'
  readonly host: string
  readonly user?: string
  readonly port?: number
  /** The engine's socket on the other machine, where it is not the usual one. */
  readonly socketPath?: string
}

/** The contents of the files, PEM. */
export interface TlsMaterial {
  readonly ca?: Uint8Array
  readonly cert?: Uint8Array
  readonly key?: Uint8Array
  /** Trusted besides those that Node.js knows; only where there is no `ca`. */
  readonly extraAuthorities?: Uint8Array
  readonly serverName?: string
  readonly verify: boolean
}

/** What a user said about where the engine is. */
export interface LocateRequest {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `--host`. */
  readonly host?: string
  /** `--context`. */
  readonly context?: string
}
