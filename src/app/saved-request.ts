import type { LoadRequest } from '../load/load-request.ts'
import { recordOf } from '../units/record.ts'
import type { UpRequest } from './up-request.ts'

/** What was asked for when a plan was made. The variables of that time are left out: they may be secret. */
export interface SavedRequest extends Pick<
  UpRequest,
  | 'services'
  | 'recreate'
  | 'recreateDependencies'
  | 'noDeps'
  | 'noStart'
  | 'removeOrphans'
  | 'ignoreOrphans'
  | 'renewAnonymousVolumes'
  | 'scale'
  | 'timeoutSeconds'
  | 'pull'
  | 'build'
  | 'agreed'
> {
  readonly load: Omit<LoadRequest, 'environment' | 'services'>
}

export function savedRequest(request: UpRequest): SavedRequest {
  const { load, timeoutSeconds, pull, build, agreed } = request
  const { environment: _environment, services: _services, ...files } = load
  return {
    load: files,
    services: request.services,
    recreate: request.recreate,
    recreateDependencies: request.recreateDependencies,
    noDeps: request.noDeps,
    noStart: request.noStart,
    removeOrphans: request.removeOrphans,
    ignoreOrphans: request.ignoreOrphans,
    renewAnonymousVolumes: request.renewAnonymousVolumes,
    scale: request.scale,
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(pull === undefined ? {} : { pull }),
    ...(build === undefined ? {} : { build }),
    ...(agreed === undefined ? {} : { agreed }),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** The request of a saved plan; undefined where a field is missing or is not what it should be. */
export function readSavedRequest(value: unknown): SavedRequest | undefined {
  const fields = recordOf(value)
  const load = readLoad(recordOf(fields?.['load']))
  const services = textsOf(fields?.['services'])
  const scale = numbersOf(fields?.['scale'])
  const switches = switchesOf(fields ?? {})
  const recreate = oneOf(['diverged', 'force', 'never'] as const, fields?.['recreate'])
  if (load === undefined || services === undefined || scale === undefined) return undefined
  if (switches === undefined || recreate === undefined || fields === undefined) return undefined
  const { timeoutSeconds, pull, agreed } = fields
  const build = oneOf(['always', 'never'] as const, fields['build'])
  return {
    load,
    services,
    scale,
    recreate,
    ...switches,
    ...(typeof timeoutSeconds === 'number' ? { timeoutSeconds } : {}),
    ...(typeof pull === 'string' ? { pull } : {}),
    ...(build === undefined ? {} : { build }),
    ...(agreed === true ? { agreed } : {}),
  }
}

const switchNames = [
  'recreateDependencies',
  'noDeps',
  'noStart',
  'removeOrphans',
  'ignoreOrphans',
  'renewAnonymousVolumes',
] as const

type Switches = Pick<SavedRequest, (typeof switchNames)[number]>

function switchesOf(fields: Fields): Switches | undefined {
  if (switchNames.some((name) => typeof fields[name] !== 'boolean')) return undefined
  const isOn = (name: keyof Switches): boolean => fields[name] === true
  return {
    recreateDependencies: isOn('recreateDependencies'),
    noDeps: isOn('noDeps'),
    noStart: isOn('noStart'),
    removeOrphans: isOn('removeOrphans'),
    ignoreOrphans: isOn('ignoreOrphans'),
    renewAnonymousVolumes: isOn('renewAnonymousVolumes'),
  }
}

function readLoad(fields: Fields | undefined): SavedRequest['load'] | undefined {
  const files = textsOf(fields?.['files'])
  const profiles = textsOf(fields?.['profiles'])
  const envFiles = textsOf(fields?.['envFiles'])
  const currentDirectory = fields?.['currentDirectory']
  if (files === undefined || profiles === undefined || envFiles === undefined) return undefined
  if (typeof currentDirectory !== 'string') return undefined
  const { projectDirectory, projectName } = fields ?? {}
  const options = recordOf(fields?.['options']) ?? {}
  return {
    files,
    profiles,
    envFiles,
    currentDirectory,
    ...(typeof projectDirectory === 'string' ? { projectDirectory } : {}),
    ...(typeof projectName === 'string' ? { projectName } : {}),
    options: {
      ...(options['allResources'] === true ? { allResources: true } : {}),
      ...(options['compatibility'] === true ? { compatibility: true } : {}),
    },
  }
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((text) => typeof text === 'string')
  return texts.length === value.length ? texts : undefined
}

function numbersOf(value: unknown): Readonly<Record<string, number>> | undefined {
  const record = recordOf(value)
  if (record === undefined) return undefined
  const entries = Object.entries(record).flatMap(([name, number]) =>
    typeof number === 'number' ? [[name, number] as const] : [],
  )
  return entries.length === Object.keys(record).length ? Object.fromEntries(entries) : undefined
}

function oneOf<const T extends string>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value)
}
