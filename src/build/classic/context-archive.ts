import { posix } from 'node:path'
import { relative } from 'node:path'
import { directoryTree } from '../context/directory-tree.ts'
import type { FileEntry, FileTree } from '../context/file-tree.ts'
import { readIgnoreLines } from '../context/ignore-file.ts'
import { memoryTree } from '../context/memory-tree.ts'
import { walkTree } from '../context/walk-tree.ts'
import type { ContextLocation, DockerfileLocation } from '../context-location.ts'
import { tarStream } from './tar-stream.ts'
import type { ArchiveEntry } from './tar-stream.ts'

/** What is sent to the classic builder: an archive, and the name of the Dockerfile in it. */
export interface ContextArchive {
  readonly dockerfile: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The name of a Dockerfile that is not in the context. */
const addedName = '.dockerfile.gantry'

/** The files of a context, but for what its ignore file says. Only the Dockerfile where the context is elsewhere. */
export async function contextArchive(
  context: ContextLocation,
  dockerfile: DockerfileLocation,
): Promise<ContextArchive> {
  if (context.kind === 'remote')
    return { dockerfile: 'Dockerfile', bytes: tarStream(fileOf(dockerfile, 'Dockerfile')) }
  const tree = directoryTree(context.path)
  const inside = nameInside(context.path, dockerfile)
  const excludes = await ignoreLines(tree, inside)
  const always = [...(inside === undefined ? [] : [inside]), '.dockerignore']
  const filter = { includes: [], excludes: [...excludes, ...always.map((name) => `!${name}`)] }
  const entries =
    inside === undefined ? both(filesOf(tree, filter), fileOf(dockerfile, addedName)) : filesOf(tree, filter)
  return { dockerfile: inside ?? addedName, bytes: tarStream(entries) }
}

/** Undefined where the Dockerfile is not among the files of the context. */
function nameInside(root: string, dockerfile: DockerfileLocation): string | undefined {
  if (dockerfile.kind !== 'file') return undefined
  const path = posix.join(relative(root, dockerfile.directory), dockerfile.name)
  return path.startsWith('../') ? undefined : path
}

/** The ignore file of the Dockerfile goes before that of the context. */
async function ignoreLines(tree: FileTree, dockerfile: string | undefined): Promise<readonly string[]> {
  const names = [...(dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]), '.dockerignore']
  for (const name of names) {
    if ((await tree.find(name)) === undefined) continue
    const pieces: Uint8Array[] = []
    for await (const piece of tree.read(name)) pieces.push(piece)
    return readIgnoreLines(Buffer.concat(pieces).toString('utf8'))
  }
  return []
}

async function* filesOf(
  tree: FileTree,
  filter: Parameters<typeof walkTree>[1],
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const firstNames = new Map<string, string>()
  for await (const entry of walkTree(tree, filter)) {
    const first = entry.identity === undefined ? undefined : firstNames.get(entry.identity)
    if (entry.identity !== undefined && first === undefined) firstNames.set(entry.identity, entry.path)
    yield { entry, read: tree.read, ...(first === undefined ? {} : { sameAs: first }) }
  }
}

async function* fileOf(
  dockerfile: DockerfileLocation,
  name: string,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  if (dockerfile.kind === 'in-context') return
  const source = dockerfile.kind === 'inline' ? 'Dockerfile' : dockerfile.name
  const tree =
    dockerfile.kind === 'inline'
      ? memoryTree({ Dockerfile: dockerfile.text })
      : directoryTree(dockerfile.directory)
  const found = await tree.find(source)
  if (found === undefined) throw new Error(`there is no ${source}`)
  const entry: FileEntry = { ...found, path: name }
  yield { entry, read: () => tree.read(source) }
}

async function* both(
  first: AsyncIterable<ArchiveEntry>,
  second: AsyncIterable<ArchiveEntry>,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  yield* first
  yield* second
}
