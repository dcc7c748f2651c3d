import { OperationError } from '../diagnostics/errors.ts'
import { RegistryRefusal } from '../registry/connection.ts'
import type { Descriptor, OciVersion, ProjectFile } from '../registry/project-artifact.ts'
import {
  descriptorOf,
  emptyConfig,
  imagesIndex,
  indexType,
  manifestType,
  projectManifest,
  projectType,
} from '../registry/project-artifact.ts'
import { parseReference } from '../registry/reference.ts'
import type { ArtifactReference } from '../registry/reference.ts'
import type { RepositoryWriter } from '../registry/registry-writer.ts'

/** Opens a repository of whatever registry. */
export type OpenRegistry = (reference: ArtifactReference) => RepositoryWriter

interface ProjectToSend {
  readonly reference: ArtifactReference
  readonly files: readonly ProjectFile[]
  /** By digest. */
  readonly images: readonly string[]
  /** RFC 3339. */
  readonly created: string
  readonly version?: OciVersion
}

/** Uploads a project, with its images where there are any, and gives the digest of its manifest. An index of the images refers to it. */
export async function sendProject(open: OpenRegistry, project: ProjectToSend): Promise<string> {
  const { reference, files, images } = project
  const repository = open(reference)
  await repository.addBlob(emptyConfig)
  for (const { text } of files) await repository.addBlob(new TextEncoder().encode(text))
  // The tag comes last: whoever reads it finds everything there.
  const copied: Descriptor[] = []
  for (const image of images) copied.push(await copyImage(open, repository, image))
  const descriptor = await putProject(repository, project)
  if (copied.length > 0) {
    const index = imagesIndex(copied, descriptor)
    await repository.putManifest(descriptorOf(index, indexType).digest, index, indexType)
  }
  return descriptor.digest
}

/** Registries that do not know version 1.1 refuse its manifests. */
async function putProject(repository: RepositoryWriter, project: ProjectToSend): Promise<Descriptor> {
  const put = async (version: OciVersion): Promise<Descriptor> => {
    const bytes = projectManifest(project.files, { version, created: project.created })
    await repository.putManifest(project.reference.tag ?? 'latest', bytes, manifestType)
    return {
      ...descriptorOf(bytes, manifestType),
      ...(version === '1.0' ? {} : { artifactType: projectType }),
    }
  }
  if (project.version !== undefined) return put(project.version)
  try {
    return await put('1.1')
  } catch (error) {
    if (!(error instanceof RegistryRefusal) || error.status >= 500) throw error
    return put('1.0')
  }
}

async function copyImage(
  open: OpenRegistry,
  repository: RepositoryWriter,
  image: string,
): Promise<Descriptor> {
  const from = parseReference(image)
  if (from.digest === undefined) throw new OperationError('CMP403', `"${image}" has no digest`)
  return copyManifest(repository, { from, source: open(from), digest: from.digest })
}

interface Copying {
  readonly from: ArtifactReference
  readonly source: RepositoryWriter
  readonly digest: string
}

/** What it is made of first, because registries refuse manifests of what they do not have. */
async function copyManifest(repository: RepositoryWriter, copying: Copying): Promise<Descriptor> {
  const { from, source, digest } = copying
  const { bytes, content, mediaType } = await source.manifest(digest)
  const { manifests, config, layers } = partsOf(content)
  for (const part of manifests) await copyManifest(repository, { ...copying, digest: part })
  for (const part of [...config, ...layers]) await repository.copyBlob(part, from)
  await repository.putManifest(digest, bytes, mediaType)
  return { mediaType, digest, size: bytes.length }
}

interface Parts {
  readonly manifests: readonly string[]
  readonly config: readonly string[]
  readonly layers: readonly string[]
}

function partsOf(content: unknown): Parts {
  const fields = new Map(typeof content === 'object' && content !== null ? Object.entries(content) : [])
  const listed = (name: string): readonly string[] => {
    const value: unknown = fields.get(name)
    return (Array.isArray(value) ? value : [value]).flatMap(digestIn)
  }
  return { manifests: listed('manifests'), config: listed('config'), layers: listed('layers') }
}

/** Layers that are somewhere else, with an address, are not in the registry. */
function digestIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || 'urls' in value || !('digest' in value)) return []
  return typeof value.digest === 'string' ? [value.digest] : []
}
