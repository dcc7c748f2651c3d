import { stat } from 'node:fs/promises'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { OperationError } from '../diagnostics/errors.ts'
import type { BuildGateway } from '../engine/builder.ts'
import type { Build } from '../model/build.ts'
import { parseCacheOption } from './buildkit/cache-options.ts'
import { contextLocation } from './context-location.ts'
import type { ImageBuild } from './image-build.ts'

/** Rejects with `OperationError` where a directory or file that a build needs is missing: an absent context would be an empty one. */
export async function checkSources({ build, service, contexts, secrets }: ImageBuild): Promise<void> {
  const context = contextLocation(build)
  if (context.kind === 'directory')
    await checkDirectory(context.path, `the build context of service "${service}"`)
  for (const [name, source] of Object.entries(contexts)) {
    const extra = contextLocation({ context: source })
    if (extra.kind === 'directory')
      await checkDirectory(extra.path, `the build context "${name}" of service "${service}"`)
  }
  for (const secret of secrets) {
    if (!('file' in secret) || (await kindOf(secret.file)) !== undefined) continue
    throw new OperationError(
      'CMP504',
      `the file of the build secret "${secret.id}" is not there: ${secret.file}`,
    )
  }
}

async function checkDirectory(path: string, what: string): Promise<void> {
  const kind = await kindOf(path)
  if (kind === 'directory') return
  const why = kind === undefined ? 'is not there' : 'is not a directory'
  throw new OperationError('CMP504', `${what} ${why}: ${path}`)
}

async function kindOf(path: string): Promise<'directory' | 'file' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file'
  } catch {
    return undefined
  }
}

/** Rejects with `OperationError` for what BuildKit would make and this engine cannot keep. */
export async function checkStore(
  image: ImageBuild,
  gateway: BuildGateway,
  signal: AbortSignal,
): Promise<void> {
  const { service, platforms, provenance, sbom } = image
  const caches = cachesBeyond(image, new Set(['inline']))
  const asked = [
    ...(platforms.length > 1 ? ['several platforms'] : []),
    ...(isAsked(provenance) ? ['provenance'] : []),
    ...(isAsked(sbom) ? ['sbom'] : []),
  ]
  if (asked.length === 0 && caches.length === 0) return
  if (await gateway.storesIndexes(signal)) {
    const others = cachesBeyond(image, storedCaches)
    if (others.length > 0) throw cacheRefusal(service, others)
    return
  }
  if (asked.length === 0) throw cacheRefusal(service, caches, storeHint)
  throw new OperationError(
    'CMP503',
    `the engine cannot keep an image with ${asked.join(', ')}, which the build of service "${service}" asks for`,
    { hint: storeHint },
  )
}

const storeHint = 'its images must be kept by containerd ("features": {"containerd-snapshotter": true})'

/** What an engine can write whose images containerd keeps. */
const storedCaches: ReadonlySet<string> = new Set(['inline', 'registry', 'local', 'gha'])

function cachesBeyond({ cacheTo }: ImageBuild, known: ReadonlySet<string>): readonly string[] {
  return cacheTo.flatMap(({ type }) => (known.has(type) ? [] : [type]))
}

function cacheRefusal(service: string, types: readonly string[], hint?: string): OperationError {
  const names = types.map((type) => `type=${type}`).join(', ')
  const message = `the engine cannot write a cache of ${names}, which cache_to of service "${service}" asks for`
  return new OperationError('CMP503', message, hint === undefined ? {} : { hint })
}

/** "false" and nothing ask for none. */
export function isAsked(attestation: string | undefined): boolean {
  return attestation !== undefined && attestation !== '' && attestation !== 'false'
}

/** What has no effect with BuildKit. */
export function withoutEffect(image: ImageBuild): Diagnostic | undefined {
  const { build, service, memoryBytes, pull, startsFromServices, cacheFrom, cacheTo } = image
  const isolation = build.isolation !== undefined && build.isolation !== 'default'
  const reasons = [
    ...(isolation ? ['isolation (only the classic builder knows it)'] : []),
    ...(memoryBytes === undefined ? [] : ['--memory (only the classic builder knows it)']),
    ...(isWithoutGithub(build, [...cacheFrom, ...cacheTo]) ? ['type=gha (no job of GitHub runs it)'] : []),
    ...(pull && startsFromServices ? ['pull (it starts from the image of another service)'] : []),
  ]
  if (reasons.length === 0) return undefined
  const message = `without effect on the build of service "${service}": ${reasons.join(', ')}`
  return { code: 'CMP503', severity: 'warning', message }
}

function isWithoutGithub(build: Build, prepared: ImageBuild['cacheFrom']): boolean {
  const texts = [...(build.cache_from ?? []), ...(build.cache_to ?? [])]
  const isAskedFor = texts.some((text) => parseCacheOption(text).type === 'gha')
  return isAskedFor && !prepared.some(({ type }) => type === 'gha')
}
