import { randomUUID } from 'node:crypto'
import { OperationError } from '../../diagnostics/errors.ts'
import { contentStore } from '../content/content-store.ts'
import type { ContentStore } from '../content/content-store.ts'
import { isDescriptor, tagContent, taggedDigest } from '../content/layout-index.ts'
import type { ImageBuild } from '../image-build.ts'
import { directoryName } from './cache-options.ts'
import { fieldsOf } from './build-failure.ts'
import type { CacheOption } from './solve-request.ts'

/** What a build reads and writes in directories of this machine that hold images and caches. */
export interface OpenStores {
  /** Those that are there. */
  readonly cacheFrom: readonly CacheOption[]
  /** Attributes of contexts that are images in directories. */
  readonly contexts: Readonly<Record<string, string>>
  readonly stores: ReadonlyMap<string, ContentStore>
}

const usualTag = 'latest'

/** A local cache that is not there yet is none. Throws `OperationError` for an image that is not there. */
export function openStores({ cacheFrom, cacheTo, contexts }: ImageBuild): OpenStores {
  const stores = new Map<string, ContentStore>()
  const directories = [...cacheFrom.map(sourceOf), ...cacheTo.map(destinationOf)]
  for (const directory of directories)
    if (directory !== undefined) stores.set(`local:${directory}`, contentStore(directory))
  return {
    cacheFrom: cacheFrom.flatMap((option) => presentCache(option) ?? []),
    contexts: layoutContexts(contexts, stores),
    stores,
  }
}

function sourceOf(option: CacheOption): string | undefined {
  return option.type === 'local' ? option.attributes[directoryName('from')] : undefined
}

function destinationOf(option: CacheOption): string | undefined {
  return option.type === 'local' ? option.attributes[directoryName('to')] : undefined
}

function presentCache(option: CacheOption): CacheOption | undefined {
  const directory = sourceOf(option)
  if (directory === undefined || option.attributes['digest'] !== undefined) return option
  const digest = taggedDigest(directory, option.attributes['tag'] ?? usualTag)
  return digest === undefined ? undefined : { ...option, attributes: { ...option.attributes, digest } }
}

const layoutScheme = 'oci-layout://'

/** "oci-layout://DIRECTORY[:TAG][@DIGEST]": the builder gets a name for the directory, and reads it from us. */
function layoutContexts(
  contexts: ImageBuild['contexts'],
  stores: Map<string, ContentStore>,
): Readonly<Record<string, string>> {
  const found = Object.entries(contexts).flatMap(([name, source]) => {
    if (!source.startsWith(layoutScheme)) return []
    const { directory, tag, digest } = layoutPlace(source)
    const known = digest ?? taggedDigest(directory, tag)
    if (known === undefined)
      throw new OperationError('CMP504', `the build context "${name}" is no image: there is no ${source}`)
    const store = randomUUID()
    stores.set(`oci:${store}`, contentStore(directory))
    return [[`context:${name}`, `${layoutScheme}${store}:${tag}@${known}`]]
  })
  return Object.fromEntries(found)
}

function layoutPlace(source: string): {
  readonly directory: string
  readonly tag: string
  readonly digest: string | undefined
} {
  const [path = '', digest] = source.slice(layoutScheme.length).split('@')
  const colon = path.lastIndexOf(':')
  const hasTag = colon > path.lastIndexOf('/')
  return {
    directory: hasTag ? path.slice(0, colon) : path,
    tag: hasTag ? path.slice(colon + 1) : usualTag,
    digest,
  }
}

/** After the build: the caches that were written get their tags. `told`: what the exporter says. */
export function tagCaches({ cacheTo }: ImageBuild, told: Readonly<Record<string, string>>): void {
  const text = told['cache.manifest']
  const descriptor = text === undefined ? {} : fieldsOf(JSON.parse(text))
  if (!isDescriptor(descriptor)) return
  for (const option of cacheTo) {
    const directory = destinationOf(option)
    if (directory !== undefined) tagContent(directory, option.attributes['tag'] ?? usualTag, descriptor)
  }
}
