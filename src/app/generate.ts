import type { ObservedContainer } from '../engine/observed.ts'
import type { Project } from '../model/project.ts'
import { compareText } from '../units/compare-text.ts'
import { projectText } from './config.ts'
import { resourcesOf, serviceFrom, serviceNameOf, type SetUp } from './generated-service.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface GenerateRequest {
  /** Names, or beginnings of ids. */
  readonly containers: readonly string[]
  /** Of the project; absent: the file gives it none. */
  readonly name?: string
  readonly format: 'yaml' | 'json'
}

/** A Compose file that makes containers like these; several of one service are its replicas. Section 1.4, `alpha generate`. */
export async function generate(
  surroundings: Surroundings,
  request: GenerateRequest,
): Promise<{ readonly text: string; readonly ending?: never } | { readonly ending: Ending }> {
  const found = await findContainers(surroundings, request.containers)
  if (found === undefined) return { ending: { kind: 'failed' } }
  const groups = [...byService(found)].toSorted(([a], [b]) => compareText(a, b))
  const services = Object.fromEntries(groups.map(([name, members]) => [name, serviceFrom(name, members)]))
  return { text: projectText(projectOf(request.name ?? '', services, found), request.format) }
}

async function findContainers(
  surroundings: Surroundings,
  wanted: readonly string[],
): Promise<readonly SetUp[] | undefined> {
  const { containers } = await surroundings.engine()
  const all = await containers.list({}, surroundings.signal)
  const isMeant = ({ id, names }: ObservedContainer, text: string): boolean =>
    names.includes(text) || id.startsWith(text)
  const missing = wanted.filter((text) => !all.some((one) => isMeant(one, text)))
  for (const text of missing)
    report(surroundings, [{ code: 'CMP415', severity: 'error', message: `there is no container "${text}"` }])
  if (missing.length > 0) return undefined
  const meant = all.filter((one) => wanted.some((text) => isMeant(one, text)))
  return Promise.all(
    meant
      .toSorted((a, b) => compareText(a.name, b.name))
      .map(async (one) => ({ ...one, setup: await containers.setup(one.id, surroundings.signal) })),
  )
}

function byService(found: readonly SetUp[]): ReadonlyMap<string, readonly SetUp[]> {
  const groups = new Map<string, SetUp[]>()
  for (const one of found) groups.set(serviceNameOf(one), [...(groups.get(serviceNameOf(one)) ?? []), one])
  return groups
}

function projectOf(name: string, services: Project['services'], found: readonly SetUp[]): Project {
  return {
    name,
    workingDirectory: '/',
    files: [],
    envFiles: [],
    environment: {},
    services,
    disabledServices: {},
    configs: {},
    models: {},
    extensions: {},
    ...resourcesOf(found),
  }
}
