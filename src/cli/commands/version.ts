import type { EngineVersion } from '../../engine/facts.ts'
import { EngineError } from '../../engine/errors.ts'
import { findEngine, openEngine } from '../choose-target.ts'
import type { GlobalValues, Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { versionFlags } from '../flags/version.ts'
import type { Shell } from '../shell.ts'
import packageJson from '../../../package.json' with { type: 'json' }

const patienceMs = 5000

/** Shows our version and which engine was found; that none answers is worth a line here and no failure. Loads no project. */
export async function runVersion(
  { flags, globals }: Invocation<typeof versionFlags>,
  shell: Shell,
): Promise<number> {
  const { version } = packageJson
  if (flags.short) shell.stdout.write(`${version}\n`)
  else if (flags.format === 'json') shell.stdout.write(`${JSON.stringify({ version })}\n`)
  else {
    shell.stdout.write(`Gantry version ${version}\n`)
    shell.stdout.write(await engineLines(globals, shell))
  }
  return exitCodes.done
}

async function engineLines(globals: GlobalValues, shell: Shell): Promise<string> {
  try {
    const location = await findEngine(globals, shell)
    const chosen = `Address  ${location.address}\nChosen   because ${location.why}\n`
    return `Engine   ${await engineText(location, shell)}\n${chosen}`
  } catch (error) {
    if (error instanceof EngineError) return `Engine   none found: ${error.message}\n`
    throw error
  }
}

async function engineText(location: Parameters<typeof openEngine>[0], shell: Shell): Promise<string> {
  await using engine = await openEngine(location, shell)
  try {
    return describe(await engine.version(AbortSignal.timeout(patienceMs)))
  } catch (error) {
    if (error instanceof EngineError) return `does not answer: ${error.message}`
    if (error instanceof Error && error.name === 'TimeoutError')
      return `does not answer within ${patienceMs / 1000} seconds`
    throw error
  }
}

const products = { docker: 'Docker Engine', podman: 'Podman', other: 'Engine' } as const

function describe({ product, version, apiVersion, os, architecture }: EngineVersion): string {
  return `${products[product]} ${version} (API ${apiVersion}, ${os}/${architecture})`
}
