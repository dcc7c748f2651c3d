import { readFile, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { CredentialHelper, Machine } from '../app/doctor/machine.ts'
import { configPath, readConfig } from '../engine/docker/docker-context.ts'
import { someText, textMapOf } from '../engine/docker/json-fields.ts'
import { systemPlaces } from '../engine/docker/places.ts'
import type { Programs } from '../events/programs.ts'
import { jsonOf } from '../units/record.ts'
import type { Shell } from './shell.ts'
import { userPrograms } from './user-programs.ts'

/** What this machine tells about itself. */
export async function lookAtMachine({ environment }: Shell): Promise<Machine> {
  const programs = userPrograms(environment)
  const config = await readConfig(environment, systemPlaces())
  const [inotify, configuration, credentialHelpers, buildx] = await Promise.all([
    inotifyLimits(),
    configurationState(environment, someText(config.currentContext)),
    helpers(programs, config),
    programs.find('buildx', { pluginOnly: true }),
  ])
  const dockerHost = someText(environment['DOCKER_HOST'])
  const pinnedApiVersion = someText(environment['DOCKER_API_VERSION'])
  return {
    nodeVersion: process.versions.node,
    hostName: hostname(),
    configuration,
    credentialHelpers,
    ...(inotify === undefined ? {} : { inotify }),
    ...(buildx === undefined ? {} : { buildx }),
    ...(dockerHost === undefined ? {} : { dockerHost }),
    ...(pinnedApiVersion === undefined ? {} : { pinnedApiVersion }),
    diskOf,
  }
}

type Config = Awaited<ReturnType<typeof readConfig>>

async function helpers(programs: Programs, config: Config): Promise<readonly CredentialHelper[]> {
  const store = someText(config.credsStore)
  const wanted = [
    ...(store === undefined ? [] : [{ name: store }]),
    ...Object.entries(textMapOf(config.credHelpers)).map(([registry, name]) => ({ name, registry })),
  ]
  return Promise.all(
    wanted.map(async (helper) => ({
      ...helper,
      isInstalled:
        (await programs.find(`docker-credential-${helper.name}`, { pluginOnly: false })) !== undefined,
    })),
  )
}

async function configurationState(
  environment: Shell['environment'],
  currentContext: string | undefined,
): Promise<Machine['configuration']> {
  const places = systemPlaces()
  const path = configPath(environment, places)
  const bytes = await places.read(path)
  if (bytes === undefined) return { path, state: 'absent' }
  const isJson = jsonOf(new TextDecoder().decode(bytes)) !== undefined
  return {
    path,
    state: isJson ? 'read' : 'not JSON',
    ...(currentContext === undefined ? {} : { currentContext }),
  }
}

/** Only Linux has them. */
async function inotifyLimits(): Promise<Machine['inotify']> {
  const [watches, instances] = await Promise.all(['max_user_watches', 'max_user_instances'].map(kernelNumber))
  return watches === undefined || instances === undefined ? undefined : { watches, instances }
}

async function kernelNumber(name: string): Promise<number | undefined> {
  try {
    return Number(await readFile(`/proc/sys/fs/inotify/${name}`, 'utf8'))
  } catch {
    return undefined
  }
}

/** A disk that cannot be asked is as good as one that is not there. */
async function diskOf(folder: string): ReturnType<Machine['diskOf']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch {
    return undefined
  }
}
