import { OperationError } from '../../diagnostics/errors.ts'
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
  const request = { query: classicQuery(image, archive.dockerfile) }
  const progress = new ClassicProgress(tell, surroundings.now)
  let id: string | undefined
  for await (const news of gateway.buildArchive(request, archive.bytes, signal)) {
    if (news.kind === 'output') progress.output(news.text)
    if (news.kind === 'status') progress.status(news.text, news.part)
    if (news.kind === 'image') id = news.id
    if (news.kind === 'failure') throw failure(image, progress, news)
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

function failure(
  { service }: ImageBuild,
  progress: ClassicProgress,
  { message, exitCode }: { readonly message: string; readonly exitCode?: number },
): OperationError {
  const step = progress.current
  const { lines } = progress
  progress.end(message)
  const at = step === undefined ? '' : ` at ${step}`
  const how = exitCode === undefined ? message : `exit code ${exitCode}`
  const details =
    lines.length === 0 ? {} : { details: [{ title: `the end of what ${step ?? 'it'} printed`, lines }] }
  const code = exitCode === undefined ? 'CMP505' : 'CMP501'
  return new OperationError(code, `the build of service "${service}" failed${at}: ${how}`, details)
}
