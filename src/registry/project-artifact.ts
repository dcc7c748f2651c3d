import { digestOf } from './registry-client.ts'

/** How Docker Compose marks projects and their files. */
export const projectType = 'application/vnd.docker.compose.project'
/** What the artifacts of older releases, and those of version 1.0, have as their configuration. */
export const oldConfigType = 'application/vnd.docker.compose.config.empty.v1+json'
export const composeFileType = 'application/vnd.docker.compose.file+yaml'
export const envFileType = 'application/vnd.docker.compose.envfile'
export const manifestType = 'application/vnd.oci.image.manifest.v1+json'
export const indexType = 'application/vnd.oci.image.index.v1+json'

export type OciVersion = '1.0' | '1.1'

/** `extends`: of a service that another file extends; `env`: of the environment of containers. */
export interface ProjectFile {
  readonly kind: 'compose' | 'extends' | 'env'
  /** Files lie beside each other: a name without a path. */
  readonly name: string
  readonly text: string
}

export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly artifactType?: string
  readonly annotations?: Readonly<Record<string, string>>
}

export const emptyConfig = new TextEncoder().encode('{}')

/** A manifest of the files of a project; `created` is RFC 3339. */
export function projectManifest(
  files: readonly ProjectFile[],
  { version, created }: { readonly version: OciVersion; readonly created: string },
): Uint8Array {
  const isOld = version === '1.0'
  return bytesOf({
    schemaVersion: 2,
    mediaType: manifestType,
    ...(isOld ? {} : { artifactType: projectType }),
    config: {
      ...descriptorOf(emptyConfig, isOld ? oldConfigType : 'application/vnd.oci.empty.v1+json'),
      data: 'e30=',
    },
    layers: files.map(layerOf),
    annotations: { 'org.opencontainers.image.created': created },
  })
}

/** An index of the images of a project, which refers to the project itself. */
export function imagesIndex(images: readonly Descriptor[], project: Descriptor): Uint8Array {
  return bytesOf({ schemaVersion: 2, mediaType: indexType, manifests: images, subject: project })
}

export function descriptorOf(bytes: Uint8Array, mediaType: string): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length }
}

function layerOf({ kind, name, text }: ProjectFile): Descriptor {
  const bytes = new TextEncoder().encode(text)
  if (kind === 'env')
    return { ...descriptorOf(bytes, envFileType), annotations: { 'com.docker.compose.envfile': name } }
  const extended = kind === 'extends' ? { 'com.docker.compose.extends': 'true' } : {}
  return {
    ...descriptorOf(bytes, composeFileType),
    annotations: { ...extended, 'com.docker.compose.file': name },
  }
}

function bytesOf(manifest: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(manifest))
}
