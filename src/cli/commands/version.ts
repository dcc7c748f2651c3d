import type { EngineLocation } from '../../engine/docker/location.ts'
import type { EngineVersion } from '../../engine/facts.ts'
import { EngineError } from '../../engine/errors.ts'
import { findEngine, openEngine } from '../choose-target.ts'
import type { GlobalValues, Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { versionFlags } from '../flags/version.ts'
import type { Shell } from '../shell.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import type { Json } from '../../units/json.ts'

const patienceMs = 5000

/** Shows our version and which engine was found; that none answers is worth a line here and no failure. Loads no project. */
export async function runVersion(
  { flags, globals }: Invocation<typeof versionFlags>,
  shell: Shell,
): Promise<number> {
  const { version } = packageJson
  if (shell.report !== undefined)
    shell.report.result({ version, engine: engineJson(await lookForEngine(globals, shell)) })
  else if (flags.short) shell.stdout.write(`${version}\n`)
  else if (flags.format === 'json') shell.stdout.write(`${JSON.stringify({ version })}\n`)
  else {
    shell.stdout.write(`Gantry version ${version}\n`)
    shell.stdout.write(engineLines(await lookForEngine(globals, shell)))
  }
  return exitCodes.done
}

/** What is known of the engine; `problem` says why it is no more. */
interface FoundEngine {
  readonly location?: EngineLocation
  readonly version?: EngineVersion
  readonly problem?: string
}

async function lookForEngine(globals: GlobalValues, shell: Shell): Promise<FoundEngine> {
  try {
    const location = await findEngine(globals, shell)
    return { location, ...(await askEngine(location, shell)) }
  } catch (error) {
    if (error instanceof EngineError) return { problem: `none found: ${error.message}` }
    throw error
  }
}

async function askEngine(
  location: EngineLocation,
  shell: Shell,
): Promise<Pick<FoundEngine, 'version' | 'problem'>> {
  await using engine = await openEngine(location, shell)
  try {
    return { version: await engine.version(AbortSignal.timeout(patienceMs)) }
  } catch (error) {
    if (error instanceof EngineError) return { problem: `does not answer: ${error.message}` }
    if (error instanceof Error && error.name === 'TimeoutError')
      return { problem: `does not answer within ${patienceMs / 1000} seconds` }
    throw error
  }
}

function engineLines({ location, version, problem = '' }: FoundEngine): string {
  const engine = `Engine   ${version === undefined ? problem : describe(version)}\n`
  if (location === undefined) return engine
  return `${engine}Address  ${location.address}\nChosen   because ${location.why}\n`
}

function engineJson({ location, version, problem }: FoundEngine): Json {
  return {
    ...(location === undefined ? {} : { address: location.address, why: location.why }),
    ...(version === undefined ? {} : versionJson(version)),
    ...(problem === undefined ? {} : { problem }),
  }
}

function versionJson({ product, version, apiVersion, os, architecture }: EngineVersion) {
  return { product, version, apiVersion, os, architecture }
}

const products = { docker: 'Docker Engine', podman: 'Podman', other: 'Engine' } as const

function describe({ product, version, apiVersion, os, architecture }: EngineVersion): string {
  return `${products[product]} ${version} (API ${apiVersion}, ${os}/${architecture})`
}
