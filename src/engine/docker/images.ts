import { EngineError } from '../errors.ts'
import type { EngineErrorKind } from '../errors.ts'
import type { ImageGateway, PullProgress, PushProgress } from '../engine.ts'
import type { ObservedImage } from '../observed.ts'
import { encodeLogin } from './credentials.ts'
import { hasHealthcheck, imageIdOf } from './decode-container.ts'
import { referencePath } from './dockerode.ts'
import { filtersFor } from './filters.ts'
import { found } from './found.ts'
import { ask } from './gateway-context.ts'
import type { GatewayContext } from './gateway-context.ts'
import { splitReference } from './image-name.ts'
import { fieldsOf, listOf, numberOf, someNumber, someText, textOf, textsOf } from './json-fields.ts'
import type { Fields } from './json-fields.ts'
import { readJsonLines } from './json-lines.ts'

export function imageGateway(context: GatewayContext): ImageGateway {
  return {
    find: async (reference, signal) => {
      const path = `/images/${referencePath(reference)}/json`
      const answer = await found(() => ask(context, { path, query: { manifests: true } }, signal))
      return answer === undefined ? undefined : decodeImage(fieldsOf(answer))
    },
    listTags: async (labels, signal) => {
      const query = { filters: filtersFor(labels, { dangling: ['false'] }) }
      const answer = await context.api.call({ method: 'GET', path: '/images/json', query }, signal)
      return listOf(answer).flatMap((image) => textsOf(fieldsOf(image).RepoTags))
    },
    remove: async (reference, signal) => {
      const path = `/images/${referencePath(reference)}`
      await found(() => context.api.call({ method: 'DELETE', path }, signal))
    },
    registryDigest: async (reference, { registryAuth }, signal) => {
      const path = `/distribution/${referencePath(reference)}/json`
      const headers = registryAuth === undefined ? {} : { 'X-Registry-Auth': registryAuth }
      const answer = await context.api.call({ method: 'GET', path, headers }, signal)
      return textOf(fieldsOf(fieldsOf(answer).Descriptor).digest)
    },
    pull: (reference, pullOptions, signal) => pullImage(context, { reference, ...pullOptions }, signal),
    push: (reference, pushOptions, signal) => pushImage(context, { reference, ...pushOptions }, signal),
  }
}

function decodeImage(fields: Fields): ObservedImage {
  const config = fieldsOf(fields.Config)
  const variant = someText(fields.Variant)
  const id = imageIdOf(fields.Id)
  const createdAt = someText(fields.Created)
  const taggedAt = someText(fieldsOf(fields.Metadata).LastTagTime)
  return {
    id,
    digest: manifestDigest(fields) ?? id,
    os: textOf(fields.Os),
    architecture: textOf(fields.Architecture),
    ...(variant === undefined ? {} : { variant }),
    sizeBytes: numberOf(fields.Size),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(taggedAt === undefined || taggedAt.startsWith('0001-') ? {} : { taggedAt }),
    volumes: Object.keys(fieldsOf(config.Volumes)),
    hasHealthcheck: hasHealthcheck(config),
  }
}

/**
 * In the containerd image store the id names an index, which changes with its attestations; the manifest of the platform that would run
 * is what identifies the image. The engine lists it only when asked, and only there.
 */
function manifestDigest(fields: Fields): string | undefined {
  const images = listOf(fields.Manifests)
    .map(fieldsOf)
    .filter((manifest) => manifest.Kind === 'image' && manifest.Available === true)
  const fitting = images.find((manifest) => {
    const platform = fieldsOf(fieldsOf(manifest.ImageData).Platform)
    return platform.os === fields.Os && platform.architecture === fields.Architecture
  })
  return someText(fitting?.ID)
}

interface PullRequest {
  readonly reference: string
  readonly platform?: string
  readonly registryAuth?: string
}

async function* pullImage(
  context: GatewayContext,
  request: PullRequest,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> {
  const { name, tag } = splitReference(request.reference)
  const answer = await context.api.stream(
    {
      method: 'POST',
      path: '/images/create',
      query: { fromImage: name, tag, platform: request.platform },
      ...(request.registryAuth === undefined ? {} : { headers: { 'X-Registry-Auth': request.registryAuth } }),
    },
    signal,
  )
  for await (const fields of progressLines(answer.body)) yield progressOf(fields)
}

/** The engine refuses a push without the header, even where nobody is logged in. */
const nobody = encodeLogin({})

async function* pushImage(
  context: GatewayContext,
  { reference, registryAuth = nobody }: PullRequest,
  signal: AbortSignal,
): AsyncGenerator<PushProgress, void, undefined> {
  const { name, tag } = splitReference(reference)
  const answer = await context.api.stream(
    {
      method: 'POST',
      path: `/images/${referencePath(name)}/push`,
      query: { tag },
      headers: { 'X-Registry-Auth': registryAuth },
    },
    signal,
  )
  for await (const fields of progressLines(answer.body)) {
    const digest = someText(fieldsOf(fields.aux).Digest)
    yield { ...progressOf(fields), ...(digest === undefined ? {} : { digest }) }
  }
}

/** The lines of a pull or push; one that tells of a failure rejects. */
async function* progressLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<Fields, void, undefined> {
  for await (const { value } of readJsonLines(body)) {
    const fields = fieldsOf(value)
    const problem = someText(fieldsOf(fields.errorDetail).message) ?? someText(fields.error)
    if (problem !== undefined) throw new EngineError(problemKind(problem), problem)
    yield fields
  }
}

/** The head of the answer was sent before the registry had answered, so its words are all there is. */
function problemKind(problem: string): EngineErrorKind {
  if (/not found|manifest unknown|no matching manifest|does not exist/i.test(problem)) return 'not-found'
  if (/unauthorized|denied|authentication required|no basic auth/i.test(problem)) return 'denied'
  if (/toomanyrequests|too many requests|timeout|connection refused|no such host/i.test(problem))
    return 'unavailable'
  return 'failed'
}

function progressOf(fields: Fields): PullProgress {
  const detail = fieldsOf(fields.progressDetail)
  const layer = someText(fields.id)
  const current = someNumber(detail.current)
  const total = someNumber(detail.total)
  return {
    status: someText(fields.status) ?? textOf(fields.stream).trim(),
    ...(layer === undefined ? {} : { layer }),
    ...(current === undefined ? {} : { current }),
    ...(total === undefined ? {} : { total }),
  }
}
