import { printYaml } from '../document/print-yaml.ts'
import type { Printable } from '../document/print-yaml.ts'
import { toExact } from '../document/to-plain.ts'
import { loadMergedDocument } from '../load/load-document.ts'
import type { LoadedDocument } from '../load/load-document.ts'
import type { LoadRequest } from '../load/load-request.ts'
import { arrange } from '../model/arrange.ts'
import type { HashForm } from '../model/config-hash.ts'
import { printGoJson } from '../model/go-json.ts'
import type { Project } from '../model/project.ts'
import { toConfigJson, toConfigYaml } from '../model/to-config.ts'
import { compareText } from '../units/compare-text.ts'
import { listLines } from './config-lists.ts'
import type { ListedPart } from './config-lists.ts'
import { variablesText } from './config-variables.ts'
import { load, report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** What `config` shows: the whole project, or a list of one of its parts. */
export type ConfigView =
  | { readonly show: 'project'; readonly format: 'yaml' | 'json' }
  | { readonly show: ListedPart }
  | { readonly show: 'environment' }
  | { readonly show: 'variables'; readonly format: 'table' | 'yaml' | 'json' }
  /** Of the services in this comma-separated list; `*` is all. */
  | { readonly show: 'hash'; readonly services: string }

export interface ConfigRequest {
  readonly load: LoadRequest
  /** Named on the command line; empty means all. */
  readonly services: readonly string[]
  readonly view: ConfigView
  /** `resolve`: images are named by digest; `lock`: only they are shown, as a file to merge onto the others. */
  readonly digests?: 'resolve' | 'lock'
}

/** The text for standard output, in lines where it is a list; or how it ended without one. */
export type ConfigResult =
  | { readonly text: string; readonly lines?: readonly string[]; readonly ending?: never }
  | { readonly ending: Ending }

/** Loads the project without an engine and shows it, or a part of it. Section 1.10. */
export async function config(surroundings: Surroundings, request: ConfigRequest): Promise<ConfigResult> {
  const { view } = request
  if (view.show === 'variables') return showVariables(surroundings, request, view.format)
  if (view.show === 'project' && request.load.options?.interpolate === false) {
    return showDocument(surroundings, request, view.format)
  }
  if (view.show === 'hash') return showHashes(surroundings, request, view.services)
  const isWhole = view.show === 'project' || view.show === 'environment'
  const loaded = await load(surroundings, {
    ...request.load,
    // As for Docker Compose, these are always of the whole project.
    services: view.show === 'services' ? [] : request.services,
    // Lists say nothing about the content of env files.
    options: {
      ...request.load.options,
      ...(isWhole ? { resolveLabelFiles: true } : { resolveEnvFiles: false }),
    },
  })
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const { project } = loaded
  if (view.show !== 'project' || request.digests === undefined) return showView(project, view)
  return { text: await digestsText(surroundings, project, { ...request, format: view.format }) }
}

/** Of the whole project, whatever services are named, as for Docker Compose. */
async function showHashes(
  surroundings: Surroundings,
  request: ConfigRequest,
  list: string,
): Promise<ConfigResult> {
  const { askedForm, hashLines } = await import('./config-hashes.ts')
  const loadFor = (form: HashForm) => {
    const isComplete = form === 'v5'
    const options = { ...request.load.options, resolveEnvFiles: isComplete, resolveLabelFiles: true }
    return load(surroundings, { ...request.load, services: [], options })
  }
  const early = askedForm(request.load.environment)
  const first = await loadFor(early)
  if (first.ending !== undefined) return { ending: first.ending }
  // A `.env` can ask for it too.
  const form = askedForm(first.project.environment)
  const loaded = form === early ? first : await loadFor(form)
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const { lines, diagnostics } = hashLines(loaded.project, list, form)
  report(surroundings, diagnostics)
  return diagnostics.length === 0 ? listed(lines) : { ending: { kind: 'failed' } }
}

async function digestsText(
  surroundings: Surroundings,
  project: Project,
  { digests, format }: Pick<ConfigRequest, 'digests'> & { readonly format: 'yaml' | 'json' },
): Promise<string> {
  const { digestsAlone, hookImagesOf, withImageDigests } = await import('./image-digests.ts')
  const resolved = await withImageDigests(surroundings, project)
  if (digests !== 'lock') return projectText(resolved, format)
  for (const service of hookImagesOf(project)) {
    const message = `the images of the "pre_start" steps of service "${service}" cannot be locked`
    report(surroundings, [{ code: 'CMP118', severity: 'warning', message }])
  }
  return projectText(digestsAlone(resolved), format)
}

type ModelView = Exclude<ConfigView, { readonly show: 'variables' | 'hash' }>

function showView(project: Project, view: ModelView): ConfigResult {
  switch (view.show) {
    case 'project':
      return { text: projectText(project, view.format) }
    case 'environment':
      return listed(environmentLines(project))
    default:
      return listed(listLines(project, view.show))
  }
}

/** Every `$` of a value is doubled, so that the text can be loaded again; keys are not interpolated. */
export function projectText(project: Project, format: 'yaml' | 'json'): string {
  return format === 'json'
    ? printGoJson(toConfigJson(project), doubleDollars)
    : printYaml(withDoubledDollars(toConfigYaml(project)))
}

/** The same with every `$` of a value doubled, so that loading it gives the value. */
export function withDoubledDollars(value: Printable): Printable {
  if (typeof value === 'string') return doubleDollars(value)
  if (value instanceof Map) {
    return new Map(Array.from(value, ([key, item]) => [key, withDoubledDollars(item)]))
  }
  return Array.isArray(value) ? value.map(withDoubledDollars) : value
}

function doubleDollars(text: string): string {
  return text.replaceAll('$', '$$$$')
}

function environmentLines(project: Project): readonly string[] {
  return Object.entries(project.environment)
    .map(([name, value]) => `${name}=${value}`)
    .sort(compareText)
}

/** The merged document with its variables, keys sorted. There is no model to select services from. */
async function showDocument(
  surroundings: Surroundings,
  request: ConfigRequest,
  format: 'yaml' | 'json',
): Promise<ConfigResult> {
  const loaded = await loadUninterpolated(surroundings, request)
  if ('ending' in loaded) return loaded
  if (request.services.length > 0) {
    const message = 'naming services has no effect together with --no-interpolate'
    report(surroundings, [{ code: 'CMP118', severity: 'warning', message }])
  }
  const { document, name } = loaded
  const entries = Array.from(document.entries, ([key, { value }]) => [key, toExact(value)] as const)
  const arranged = arrange(Object.fromEntries([...entries, ['name', name]]), { kind: 'any' }, format)
  return { text: format === 'json' ? printGoJson(arranged, (text) => text) : printYaml(arranged) }
}

async function showVariables(
  surroundings: Surroundings,
  request: ConfigRequest,
  format: 'table' | 'yaml' | 'json',
): Promise<ConfigResult> {
  const loaded = await loadUninterpolated(surroundings, request)
  return 'ending' in loaded ? loaded : { text: variablesText(loaded.document, format) }
}

async function loadUninterpolated(
  surroundings: Surroundings,
  { load: request }: ConfigRequest,
): Promise<LoadedDocument | { readonly ending: Ending }> {
  const options = { ...request.options, interpolate: false }
  const result = await loadMergedDocument({ ...request, options }, surroundings.reader, surroundings.signal)
  report(surroundings, result.ok ? result.warnings : result.diagnostics, result.sources)
  return result.ok ? result.loaded : { ending: { kind: 'invalid' } }
}

function listed(lines: readonly string[]): ConfigResult {
  return { text: lines.map((line) => `${line}\n`).join(''), lines }
}
