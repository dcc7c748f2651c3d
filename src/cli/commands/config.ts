import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ConfigRequest, ConfigResult, ConfigView } from '../../app/config.ts'
import { config } from '../../app/config.ts'
import { OperationError } from '../../diagnostics/errors.ts'
import type { LoadOptions, LoadRequest } from '../../load/load-request.ts'
import { systemReason } from '../../units/system-reason.ts'
import type { Invocation } from '../command-spec.ts'
import type { FlagValues } from '../flag-spec.ts'
import type { configFlags } from '../flags/config.ts'
import type { Shell } from '../shell.ts'
import { inSession } from '../session.ts'
import type { Session } from '../session.ts'
import type { RequestContext } from '../up-request.ts'
import { UsageMistake } from '../usage-mistake.ts'
import { parseJson, type Json } from '../../units/json.ts'
import { showResult } from '../show-result.ts'

type ConfigFlags = FlagValues<typeof configFlags>

export async function runConfig(invocation: Invocation<typeof configFlags>, shell: Shell): Promise<number> {
  const { flags, globals } = invocation
  if (flags.explain && flags['no-interpolate'])
    throw new UsageMistake(
      '--explain and --no-interpolate exclude each other',
      'Without values there are none to explain.',
    )
  const isPinned = flags['resolve-image-digests'] || flags['lock-image-digests']
  if (isPinned && flags['no-interpolate'])
    throw new UsageMistake(
      '--no-interpolate excludes --resolve-image-digests and --lock-image-digests',
      'An image with a variable in its name has no digest.',
    )
  return inSession({ globals, shell, options: { load: loadOptions(flags) } }, async (session) => {
    const request = configRequest(forPrograms(invocation, shell), session)
    const result = await (flags.explain
      ? explained(session, request, shell)
      : config(session.surroundings, request))
    if (result.ending !== undefined) return result.ending
    if (flags.output !== undefined) await save(resolve(shell.currentDirectory, flags.output), result.text)
    else if (!flags.quiet) {
      const { text } = result
      showResult(shell, {
        result: () => ({ [flags.explain ? 'values' : request.view.show]: jsonOf(result) }),
        text: () => text,
      })
    }
    return { kind: 'done' }
  })
}

type ShownConfig = Extract<ConfigResult, { readonly text: string }>

/** The document for programs is JSON through and through; a file is written in the form that was asked for. */
function forPrograms(
  invocation: Invocation<typeof configFlags>,
  { report }: Shell,
): Invocation<typeof configFlags> {
  const { flags } = invocation
  if (report === undefined || flags.output !== undefined) return invocation
  return { ...invocation, flags: { ...flags, format: 'json' } }
}

function jsonOf({ text, lines }: ShownConfig): Json {
  return lines ?? parseJson(text)
}

async function explained(
  { surroundings, style }: Session,
  request: ConfigRequest,
  shell: Shell,
): Promise<ConfigResult> {
  const { explainConfig } = await import('../../app/explain-config.ts')
  const { createPlaceContext } = await import('../../render/origin-text.ts')
  const { formatExplainedJson, formatExplainedYaml } = await import('../../render/explained-config.ts')
  const result = await explainConfig(surroundings, request)
  if (result.ending !== undefined) return { ending: result.ending }
  const context = createPlaceContext(result.sources, shell.currentDirectory)
  const isJson = request.view.show === 'project' && request.view.format === 'json'
  return { text: isJson ? formatExplainedJson(result, context) : formatExplainedYaml(result, context, style) }
}

/** As in Docker Compose, the flag leaves out what normalising adds, and the variable does not. Section 1.2. */
function asCompatible(request: LoadRequest): LoadRequest {
  return { ...request, options: { ...request.options, normalize: false } }
}

/** What the flags of `config` ask for. Spec: 1.10. */
export function configRequest(
  { flags, globals, names }: Invocation<typeof configFlags>,
  { loadRequest }: Pick<RequestContext, 'loadRequest'>,
): ConfigRequest {
  const digests = flags['lock-image-digests']
    ? 'lock'
    : flags['resolve-image-digests']
      ? 'resolve'
      : undefined
  return {
    load: globals.compatibility ? asCompatible(loadRequest) : loadRequest,
    services: names,
    view: viewOf(flags),
    ...(digests === undefined ? {} : { digests }),
  }
}

function viewOf(flags: ConfigFlags): ConfigView {
  if (flags.variables) return { show: 'variables', format: flags.format ?? 'table' }
  if (flags.environment) return { show: 'environment' }
  if (flags.hash !== undefined) return { show: 'hash', services: flags.hash }
  const list = (['services', 'volumes', 'networks', 'models', 'profiles', 'images'] as const).find(
    (part) => flags[part],
  )
  return list === undefined ? { show: 'project', format: flags.format ?? 'yaml' } : { show: list }
}

/** Every `--no-...` leaves out a phase of loading. */
export function loadOptions(flags: ConfigFlags): LoadOptions {
  return {
    ...(flags.lint ? { lint: true } : {}),
    ...(flags['no-interpolate'] ? { interpolate: false } : {}),
    ...(flags['no-normalize'] ? { normalize: false } : {}),
    ...(flags['no-path-resolution'] ? { resolvePaths: false } : {}),
    ...(flags['no-consistency'] ? { checkConsistency: false } : {}),
    ...(flags['no-env-resolution'] ? { resolveEnvFiles: false } : {}),
  }
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    throw new OperationError('CMP122', `"${path}" cannot be written (${systemReason(error)})`, {
      cause: error,
    })
  }
}
