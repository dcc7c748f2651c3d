import type { ClassicQuery } from '../../engine/builder.ts'
import { contextLocation } from '../context-location.ts'
import type { ImageBuild } from '../image-build.ts'

/** What the classic builder is asked, in the words of its API. */
export function classicQuery(image: ImageBuild, dockerfile: string): ClassicQuery {
  const { build } = image
  const context = contextLocation(build)
  const inContext = context.kind === 'remote' ? (build.dockerfile ?? 'Dockerfile') : dockerfile
  return {
    version: '1',
    rm: true,
    forcerm: true,
    t: image.names,
    dockerfile: inContext,
    remote: context.kind === 'remote' ? context.address : undefined,
    nocache: image.noCache ? true : undefined,
    pull: image.pull ? true : undefined,
    target: build.target,
    networkmode: build.network,
    isolation: build.isolation,
    shmsize: build.shm_size,
    memory: image.memoryBytes,
    platform: image.platforms[0],
    extrahosts: hostsOf(build),
    buildargs: json(image.args),
    labels: json({ ...image.labels, 'com.docker.compose.image.builder': 'classic' }),
    cachefrom: build.cache_from === undefined ? undefined : JSON.stringify(build.cache_from),
    ulimits: ulimitsOf(build),
  }
}

function json(entries: Readonly<Record<string, string>>): string | undefined {
  return Object.keys(entries).length === 0 ? undefined : JSON.stringify(entries)
}

function hostsOf({ extra_hosts: hosts = {} }: ImageBuild['build']): readonly string[] {
  return Object.entries(hosts).flatMap(([host, addresses]) =>
    addresses.map((address) => `${host}:${address}`),
  )
}

function ulimitsOf({ ulimits = {} }: ImageBuild['build']): string | undefined {
  const limits = Object.entries(ulimits).map(([name, limit]) => ({
    Name: name,
    Soft: typeof limit === 'number' ? limit : limit.soft,
    Hard: typeof limit === 'number' ? limit : limit.hard,
  }))
  return limits.length === 0 ? undefined : JSON.stringify(limits)
}
