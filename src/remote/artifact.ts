import { OperationError } from '../diagnostics/errors.ts'
import { oldConfigType, projectType } from '../registry/project-artifact.ts'

/** A part of an artifact and where its content is. */
export interface Part {
  readonly mediaType: string
  readonly artifactType: string
  readonly digest: string
  readonly annotations: Readonly<Record<string, string>>
}

/** The project among the things that an index lists; `undefined` when the manifest is no index. */
export function projectInIndex(manifest: unknown, name: string): Part | undefined {
  const { manifests } = fieldsOf(manifest)
  if (!Array.isArray(manifests)) return undefined
  const found = manifests.map(partOf).find(({ artifactType }) => artifactType === projectType)
  if (found === undefined) throw new OperationError('CMP124', `"${name}" has images, but no Compose project`)
  return found
}

/** The files of a project. Throws `OperationError` CMP124 when the manifest is of something else, such as an image. */
export function filesOfProject(manifest: unknown, name: string): readonly Part[] {
  const { artifactType, config, layers } = fieldsOf(manifest)
  const type = textOf(artifactType)
  const isProject = type === projectType || (type === '' && partOf(config).mediaType === oldConfigType)
  if (!isProject || !Array.isArray(layers))
    throw new OperationError(
      'CMP124',
      `"${name}" is not a Compose project${type === '' ? '' : `, but ${type}`}`,
    )
  return layers.map(partOf)
}

function partOf(value: unknown): Part {
  const { mediaType, artifactType, digest, annotations } = fieldsOf(value)
  return {
    mediaType: textOf(mediaType),
    artifactType: textOf(artifactType),
    digest: textOf(digest),
    annotations: Object.fromEntries(
      Object.entries(fieldsOf(annotations)).map(([key, text]) => [key, textOf(text)]),
    ),
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
