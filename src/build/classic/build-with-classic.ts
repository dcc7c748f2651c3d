import { OperationError } from '../../diagnostics/errors.ts'
import { refusedLogin } from '../refused-login.ts'
import type { BuildContext, BuiltImage, ImageBuild } from '../image-build.ts'
import { contextLocation, dockerfileLocation } from '../context-location.ts'
import { ClassicProgress } from './classic-progress.ts'
import { beyondClassic } from './classic-limits.ts'
import { classicQuery } from './classic-query.ts'
import { contextArchive } from './context-archive.ts'

/** Makes an image with the builder that came before BuildKit. Rejects with `OperationError` for what only BuildKit can do. */
export async function buildWithClassic(image: ImageBuild, context: BuildContext): Promise<BuiltImage> {
  const { gateway, surroundings, tell, signal } = context
  const beyond = beyondClassic(image)
  if (beyond.length > 0) throw beyondError(image, beyond)
  const location = contextLocation(image.build)
  const dockerfile = dockerfileLocation(image.build)
  if (location.kind === 'remote' && dockerfile.kind !== 'in-context')
    throw beyondError(image, ['a Dockerfile from here for a context from elsewhere'])
  const archive = await contextArchive(location, dockerfile)
  const registryConfig = await surroundings.registryConfig?.()
  const request = {
    query: classicQuery(image, archive.dockerfile),
    ...(registryConfig === undefined ? {} : { registryConfig }),
  }
  const progress = new ClassicProgress(tell, surroundings.now)
  let id: string | undefined
  for await (const news of gateway.buildArchive(request, archive.bytes, signal)) {
    if (news.kind === 'output') progress.output(news.text)
    if (news.kind === 'status') progress.status(news.text, news.part)
    if (news.kind === 'image') id = news.id
    if (news.kind === 'failure') throw failure(image, { progress, registryConfig }, news)
  }
  progress.end()
  return id === undefined ? {} : { id }
}

function beyondError({ service }: ImageBuild, fields: readonly string[]): OperationError {
  return new OperationError(
    'CMP503',
    `the engine has no BuildKit, and its classic builder cannot do what the build of service "${service}" asks for: ${fields.join(', ')}`,
    { hint: 'use an engine with BuildKit, or leave these out' },
  )
}

interface FailedBuild {
  readonly progress: ClassicProgress
  readonly registryConfig: string | undefined
}

function failure(
  { service }: ImageBuild,
  { progress, registryConfig }: FailedBuild,
  { message, exitCode }: { readonly message: string; readonly exitCode?: number },
): OperationError {
  const step = progress.current
  const { lines } = progress
  progress.end(message)
  const at = step === undefined ? '' : ` at ${step}`
  const how = exitCode === undefined ? message : `exit code ${exitCode}`
  const details =
    lines.length === 0 ? {} : { details: [{ title: `the end of what ${step ?? 'it'} printed`, lines }] }
  const logins = loginsIn(registryConfig)
  const refused = refusedLogin({ service, message, step: step ?? '', logins, ...details })
  if (exitCode === undefined && refused !== undefined) return refused
  const code = exitCode === undefined ? 'CMP505' : 'CMP501'
  return new OperationError(code, `the build of service "${service}" failed${at}: ${how}`, details)
}

/** The registries whose logins the builder was given. */
function loginsIn(registryConfig = ''): ReadonlyMap<string, boolean> {
  if (registryConfig === '') return new Map()
  const logins: unknown = JSON.parse(Buffer.from(registryConfig, 'base64url').toString('utf8'))
  const keys = typeof logins === 'object' && logins !== null ? Object.keys(logins) : []
  return new Map(keys.map((key) => [key.replace(/^https?:\/\//, '').replace(/\/.*$/, ''), true]))
}
