import type { Project } from '../model/project.ts'
import { own } from '../units/own.ts'
import { checkConsistency } from './check.ts'
import { decodeProject } from './decode.ts'
import type { Decoded } from './decode.ts'
import type { LoadedDocument } from './load-document.ts'
import { loadDocument } from './load-document.ts'
import { loadEnvFiles } from './load-env-files.ts'
import type { FromEnvFiles } from './load-env-files.ts'
import type { LoadProject, LoadRequest, LoadResult } from './load-request.ts'
import type { LoadRun } from './load-run.ts'
import { diagnosticsOf, startRun } from './load-run.ts'
import { originsOf } from './origins.ts'
import type { Services } from './profiles.ts'
import { enabledServices, pickServices, requestedProfiles } from './profiles.ts'
import { expandPatterns } from './service-patterns.ts'
import { selectServices, unknownServices, withoutUnusedResources } from './select.ts'

/**
 * Loads a project: finds and merges its files, reads the result into the model, switches services on and off, checks that
 * everything fits together, and reads env files of the selected services. Reports all mistakes it can see at once.
 */
export const loadProject: LoadProject = async (request, source, signal) => {
  const run = startRun(request, source, signal)
  const loaded = await loadDocument(run, request)
  if (loaded === undefined || run.state.lacksParts) return failure(run)
  const decoded = decodeProject(loaded.document)
  decoded.diagnostics.forEach(run.reportFollowing)
  for (const resource of decoded.incomplete) run.state.incomplete.add(resource)
  const profiles = requestedProfiles(request, loaded.variables)
  const named = namedServices(request, decoded, profiles)
  const enabled = enableServices(run, { named, profiles }, loaded, decoded)
  const selected = selectServices(enabled, named)
  const read: FromEnvFiles = { added: new Map(), trail: new Map() }
  const services = await readEnvFiles(run, loaded, selected, read)
  if (run.state.hasErrors) return failure(run)
  const project = assemble(run, loaded, decoded, services)
  return {
    ok: true,
    project: run.options.allResources ? project : withoutUnusedResources(project),
    origins: originsOf(loaded.document, read.added),
    trail: { project: loaded.trail, included: run.state.includedTrails, services: read.trail },
    named,
    warnings: diagnosticsOf(run),
    sources: run.state.sources,
  }
}

/** Patterns are for what is on: none of them turns a profile on. */
function namedServices(
  { services: asked = [] }: LoadRequest,
  { services }: Decoded,
  profiles: readonly string[],
): readonly string[] {
  return expandPatterns(asked, Object.keys(enabledServices(services, profiles, asked)))
}

function enableServices(
  run: LoadRun,
  { named, profiles }: { readonly named: readonly string[]; readonly profiles: readonly string[] },
  loaded: LoadedDocument,
  decoded: Decoded,
): Services {
  unknownServices(decoded.services, named).forEach(run.report)
  const enabled = enabledServices(decoded.services, profiles, named)
  if (run.options.checkConsistency) {
    // Naming one service of a profile enables the others, which are not looked at when they are not needed.
    const needed = { ...enabledServices(decoded.services, profiles, []), ...selectServices(enabled, named) }
    const wanted = pickServices(enabled, ({ name }) => own(needed, name) !== undefined)
    const disabledServices = pickServices(decoded.services, ({ name }) => own(wanted, name) === undefined)
    const project = { ...decoded, services: wanted, disabledServices }
    checkConsistency(project, loaded.document, run.state.incomplete).forEach(run.reportFollowing)
  }
  return enabled
}

async function readEnvFiles(
  run: LoadRun,
  loaded: LoadedDocument,
  services: Services,
  read: FromEnvFiles,
): Promise<Services> {
  const origins = originsOf(loaded.document)
  return loadEnvFiles({ run, variables: loaded.variables, origins, ...read }, services)
}

function assemble(run: LoadRun, loaded: LoadedDocument, decoded: Decoded, services: Services): Project {
  const { networks, volumes, secrets, configs, models, extensions } = decoded
  return {
    name: loaded.name,
    ...(run.options.compatibility ? { nameSeparator: '_' } : {}),
    workingDirectory: loaded.directory,
    files: loaded.files,
    envFiles: loaded.envFiles,
    environment: loaded.variables,
    services,
    disabledServices: pickServices(decoded.services, ({ name }) => own(services, name) === undefined),
    networks,
    volumes,
    secrets,
    configs,
    models,
    extensions,
  }
}

function failure(run: LoadRun): LoadResult {
  return { ok: false, diagnostics: diagnosticsOf(run), sources: run.state.sources }
}
