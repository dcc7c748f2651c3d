import type { Engine } from '../engine/engine.ts'
import type { EngineLocation } from '../engine/docker/location.ts'
import { EngineError } from '../engine/errors.ts'
import type { GlobalValues } from './command-spec.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

/** Where the engine is and why. Nothing is sent to it. */
export async function findEngine(globals: GlobalValues, shell: Shell): Promise<EngineLocation> {
  // Said before an engine is looked for: it is wrong whichever is found.
  apiVersionOf(shell)
  const { locateEngine } = await import('../engine/docker/locate.ts')
  try {
    return await locateEngine({
      environment: shell.environment,
      ...(globals.host === undefined ? {} : { host: globals.host }),
      ...(globals.context === undefined ? {} : { context: globals.context }),
    })
  } catch (error) {
    // What was named makes no sense: a mistake on the command line or in its variables.
    if (error instanceof EngineError && error.kind === 'invalid') throw new UsageMistake(error.message)
    throw error
  }
}

/** The engine that commands talk to. It is connected with the first request. */
export async function openEngine(location: EngineLocation, shell: Shell): Promise<Engine> {
  const { connectEngine } = await import('../engine/docker/connect.ts')
  const apiVersion = apiVersionOf(shell)
  return connectEngine(location, { now: shell.unixMs, ...(apiVersion === '' ? {} : { apiVersion }) })
}

/** Empty where the engine decides. */
function apiVersionOf(shell: Shell): string {
  const apiVersion = shell.environment['DOCKER_API_VERSION'] ?? ''
  if (/^(\d+\.\d+)?$/u.test(apiVersion)) return apiVersion
  throw new UsageMistake(`DOCKER_API_VERSION cannot be "${apiVersion}"`, 'It takes a version such as 1.51.')
}
