import type { Json } from '../units/json.ts'
import type { AgentSource } from './agents.ts'
import { contextLocation, dockerfileLocation } from './context-location.ts'
import type { ImageBuild } from './image-build.ts'

/** What would be built, in the form that `docker buildx bake` reads. `wanted`: the services that were asked for. */
export function printBuilds(images: readonly ImageBuild[], wanted: readonly string[]): string {
  const entries = images.map((image): [string, Json] => [targetName(image.service), target(image, images)])
  const targets = Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  const group = { default: { targets: wanted.map(targetName) } }
  return `${JSON.stringify({ group, target: targets }, null, 2)}\n`
}

/** Names of targets have no dots. */
function targetName(service: string): string {
  return service.replaceAll('.', '_')
}

function target(image: ImageBuild, images: readonly ImageBuild[]): Json {
  const { build } = image
  const context = contextLocation(build)
  const fields: readonly (readonly [string, Json | undefined])[] = [
    ['context', context.kind === 'directory' ? context.path : context.address],
    ['contexts', filled(contextsOf(image, images))],
    ...dockerfileFields(image),
    ['args', filled(image.args)],
    ['labels', filled(image.labels)],
    ['tags', image.names],
    ['cache-from', build.cache_from],
    ['cache-to', build.cache_to],
    ['secret', listed(image.secrets.map(secretText))],
    ['ssh', listed(Object.entries(image.agents).map(agentText))],
    ['platforms', listed(image.platforms)],
    ['target', build.target],
    ['pull', image.pull || undefined],
    ['no-cache', image.noCache || undefined],
    ['no-cache-filter', build.no_cache_filter],
    ['network', build.network],
    ['shm-size', build.shm_size],
    ['ulimits', listed(Object.entries(build.ulimits ?? {}).map(limitText))],
    ['extra-hosts', filled(hostsOf(image))],
    ['entitlements', build.entitlements],
    ['output', ['type=docker']],
  ]
  return Object.fromEntries(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function filled(entries: Readonly<Record<string, string>>): Json | undefined {
  return Object.keys(entries).length === 0 ? undefined : entries
}

function listed(items: readonly string[]): Json | undefined {
  return items.length === 0 ? undefined : items
}

/** One that is the image of another target is that target. */
function contextsOf(
  { contexts }: ImageBuild,
  images: readonly ImageBuild[],
): Readonly<Record<string, string>> {
  const named = Object.entries(contexts).map(([name, source]) => {
    const other = images.find(({ names }) => source === `docker-image://${names[0] ?? ''}`)
    return [name, other === undefined ? source : `target:${targetName(other.service)}`]
  })
  return Object.fromEntries(named)
}

function dockerfileFields({ build }: ImageBuild): readonly (readonly [string, Json])[] {
  const dockerfile = dockerfileLocation(build)
  switch (dockerfile.kind) {
    case 'inline':
      // In that form "${" begins a variable.
      return [['dockerfile-inline', dockerfile.text.replaceAll('${', () => '$${')]]
    case 'file':
      return [['dockerfile', `${dockerfile.directory}/${dockerfile.name}`]]
    default:
      return [['dockerfile', dockerfile.path]]
  }
}

type Limits = NonNullable<ImageBuild['build']['ulimits']>

function limitText([name, limit]: readonly [string, Limits[string]]): string {
  return typeof limit === 'number' ? `${name}=${limit}` : `${name}=${limit.soft}:${limit.hard}`
}

function hostsOf({ build }: ImageBuild): Readonly<Record<string, string>> {
  const hosts = Object.entries(build.extra_hosts ?? {})
  return Object.fromEntries(hosts.map(([host, addresses]) => [host, addresses.join(',')]))
}

function agentText([id, agent]: readonly [string, AgentSource]): string {
  return `${id}=${agent.kind === 'socket' ? agent.path : agent.paths.join(',')}`
}

/** Contents are not printed. */
function secretText(secret: ImageBuild['secrets'][number]): string {
  return 'file' in secret ? `id=${secret.id},type=file,src=${secret.file}` : `id=${secret.id},type=env`
}
