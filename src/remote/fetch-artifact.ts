import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'
import type { ArtifactReference } from '../registry/reference.ts'
import { parseReference } from '../registry/reference.ts'
import type { RegistryOptions } from '../registry/connection.ts'
import type { Manifest, RepositoryReader } from '../registry/registry-client.ts'
import { openRepository } from '../registry/registry-client.ts'
import { composeFileType, envFileType } from '../registry/project-artifact.ts'
import { filesOfProject, projectInIndex } from './artifact.ts'
import type { Part } from './artifact.ts'
import { fillOnce } from './cache.ts'

export const ARTIFACT_PREFIX = 'oci://'

/**
 * Brings the files of a project that was published to a registry into the cache, and gives the path of its Compose file. Rejects
 * with `OperationError` CMP124.
 */
export async function fetchArtifact(text: string, cache: string, options: RegistryOptions): Promise<string> {
  const reference = parseReference(text.slice(ARTIFACT_PREFIX.length))
  const repository = openRepository(reference, options)
  const named = await repository.manifest(wantedOf(reference))
  const folder = join(cache, named.digest.slice('sha256:'.length))
  const main = join(folder, MAIN_FILE)
  await fillOnce(folder, {
    fill: async (empty) => {
      const files = await readFiles(repository, named, text)
      for (const [name, content] of files) await writeFile(join(empty, name), content, { mode: 0o600 })
    },
    isComplete: async () => ((await stat(main).catch(() => undefined))?.size ?? 0) > 0,
  })
  return main
}

const MAIN_FILE = 'compose.yaml'
const FILE_MAX_BYTES = 16 * 1024 * 1024

function wantedOf({ tag = 'latest', digest }: ArtifactReference): string {
  return digest ?? tag
}

/** By name. The files of the project itself are documents of one file, in their order. */
async function readFiles(
  repository: RepositoryReader,
  named: Manifest,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  const inIndex = projectInIndex(named.content, name)
  const { content } = inIndex === undefined ? named : await repository.manifest(inIndex.digest)
  const files = new Map<string, string>()
  for (const part of filesOfProject(content, name)) {
    const file = fileOf(part)
    if (file === undefined) continue
    const text = (await repository.blob(part.digest, FILE_MAX_BYTES)).toString('utf8')
    const before = files.get(file)
    files.set(file, before === undefined ? text : `${before}\n---\n${text}`)
  }
  if (!files.has(MAIN_FILE)) throw new OperationError('CMP124', `"${name}" has no Compose file`)
  return files
}

function fileOf({ mediaType, annotations }: Part): string | undefined {
  if (mediaType === envFileType) return plainName(annotations['com.docker.compose.envfile'])
  if (mediaType !== composeFileType) return undefined
  return annotations['com.docker.compose.extends'] === undefined
    ? MAIN_FILE
    : plainName(annotations['com.docker.compose.file'])
}

/** Files lie beside each other; a name with a path in it would be somewhere else on this machine. */
function plainName(name = ''): string {
  const isPlain =
    name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name) && !/^[a-z]:/i.test(name)
  if (isPlain && name !== MAIN_FILE) return name
  throw new OperationError('CMP124', `the artifact has a file named "${name}", which leads out of its folder`)
}
