import { userInfo } from 'node:os'
import { createConnection } from '../../../src/engine/docker/connection.ts'
import type { Connection } from '../../../src/engine/docker/connection.ts'
import { locateEngine } from '../../../src/engine/docker/locate.ts'
import type { EngineLocation } from '../../../src/engine/docker/location.ts'
import { EngineError } from '../../../src/engine/errors.ts'
import { SetUpError } from '../print.ts'
import { answers } from './api.ts'

export interface FoundEngine {
  readonly address: string
  readonly connection: Connection
  /** Completes "chosen because ...". */
  readonly why: string
}

/** The engine that the command would use. Throws where one is named or listens that cannot be used: no other may replace it. */
export async function findEngine(): Promise<FoundEngine | undefined> {
  const location = await locate()
  if (!location) return undefined
  const engine = await connected(location)
  // A socket that systemd listens on answers when it has started the daemon.
  if (await answers(engine.connection, 30_000)) return engine
  throw new SetUpError(
    `No engine answers at ${location.address} (${location.why}). Start it, or choose another.`,
  )
}

/** An engine that listens on this machine. */
export function localEngine(path: string, why: string): Promise<FoundEngine> {
  return connected({ address: `unix://${path}`, why, endpoint: { kind: 'socket', path } })
}

async function connected(location: EngineLocation): Promise<FoundEngine> {
  return { address: location.address, connection: await createConnection(location), why: location.why }
}

async function locate(): Promise<EngineLocation | undefined> {
  try {
    return await locateEngine({ environment: definedOnly(process.env) })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.kind === 'unreachable') return undefined
    throw new SetUpError(error.kind === 'denied' ? deniedText(error.message) : error.message)
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

function deniedText(message: string): string {
  const { username } = userInfo()
  return [
    `${message}.`,
    `The user "${username}" may not use the engine that is there. Either:`,
    `  sudo usermod --append --groups docker ${username}    # then log out and in again (it gives as much power as root's)`,
    '  sudo npm run quickstart',
  ].join('\n')
}
