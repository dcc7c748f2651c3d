import type { Engine } from '../engine/engine.ts'
import type { EngineLocation } from '../engine/docker/location.ts'
import type { GlobalValues } from './command-spec.ts'
import type { Shell } from './shell.ts'

/** Where the engine is and why. Nothing is sent to it. */
export async function findEngine(globals: GlobalValues, shell: Shell): Promise<EngineLocation> {
  const { locateEngine } = await import('../engine/docker/locate.ts')
  return locateEngine({
    environment: shell.environment,
    ...(globals.host === undefined ? {} : { host: globals.host }),
    ...(globals.context === undefined ? {} : { context: globals.context }),
  })
}

/** The engine that commands talk to. It is connected with the first request. */
export async function openEngine(location: EngineLocation, shell: Shell): Promise<Engine> {
  const { connectEngine } = await import('../engine/docker/connect.ts')
  const apiVersion = shell.environment['DOCKER_API_VERSION'] ?? ''
  return connectEngine(location, { now: shell.unixMs, ...(apiVersion === '' ? {} : { apiVersion }) })
}
