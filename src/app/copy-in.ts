import { placeCopy, type CopyPlace } from '../archive/copy-place.ts'
import { asksForDirectory, localSource, type LocalSource } from '../archive/local-path.ts'
import { packTree } from '../archive/pack-tree.ts'
import { broadcast, type Listener } from '../async/broadcast.ts'
import { OperationError } from '../diagnostics/errors.ts'
import type { PathStat } from '../engine/archive.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import { copyContainers } from './copy-containers.ts'
import type { CopyInRequest } from './copy-request.ts'
import { lastNameOf, parentOf } from './container-path.ts'
import { report } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** Puts files into every container of a service: a path of this machine, or an archive as it is. Section 1.4, `cp`. */
export async function copyIn(surroundings: Surroundings, request: CopyInRequest): Promise<Ending> {
  const found = await copyContainers(surroundings, request)
  if (found.ending !== undefined) return found.ending
  const { engine, containers } = found
  const contents = await contentsFor(request, containers.length)
  const copies = contents.map((content, index) => {
    const container = containers[index]
    if (container === undefined) throw new Error('there is more to copy than containers')
    return copyInto(surroundings, { engine, container, request, content })
  })
  const endings = await Promise.allSettled(copies)
  const failures = endings.flatMap((ending): readonly unknown[] =>
    ending.status === 'rejected' ? [ending.reason] : [],
  )
  for (const failure of failures.slice(1))
    if (failure instanceof OperationError) report(surroundings, [failure.toDiagnostic()])
  if (failures.length > 0) throw failures[0]
  return { kind: 'done' }
}

type Content = LocalSource | Listener<Uint8Array>

async function contentsFor({ from, followLinks }: CopyInRequest, count: number): Promise<readonly Content[]> {
  if (from.kind === 'archive') return broadcast(from.tar, count)
  const source = await localSource(from.text, { currentDirectory: from.currentDirectory, followLinks })
  return Array.from({ length: count }, () => source)
}

interface Copy {
  readonly engine: Engine
  readonly container: ObservedContainer
  readonly request: CopyInRequest
  readonly content: Content
}

async function copyInto(surroundings: Surroundings, copy: Copy): Promise<void> {
  const { content } = copy
  try {
    await copyContent(surroundings, copy)
  } finally {
    // Whoever gets the same archive goes on alone.
    if (!('contentsOnly' in content)) content[Symbol.dispose]()
  }
}

async function copyContent({ signal, host }: Surroundings, copy: Copy): Promise<void> {
  const { engine, container, request, content } = copy
  const place = await placeIn(copy, content, signal)
  if (!request.dryRun) {
    const tar = 'contentsOnly' in content ? packTree(treeOf(content, place)) : content
    const { toContainerUser } = request
    await engine.archives.put(container.id, { directory: place.directory, tar, toContainerUser }, signal)
  }
  const what = request.from.kind === 'path' ? request.from.text : 'an archive'
  host.emit({ type: 'notice', text: `Copied ${what} to ${container.name}:${request.path}` })
}

function treeOf({ path }: LocalSource, { name }: CopyPlace): Parameters<typeof packTree>[0] {
  return { path, ...(name === undefined ? {} : { name }) }
}

async function placeIn(
  { engine, container, request }: Copy,
  content: Content,
  signal: AbortSignal,
): Promise<CopyPlace> {
  const there = await statFollowed(engine.archives, { container: container.id, path: request.path }, signal)
  const where = `${container.name}:${request.path}`
  if (there.stat?.kind === 'other')
    throw new OperationError('CMP421', `"${where}" is neither a file nor a folder`)
  const isDirectory = there.stat?.kind === 'directory'
  if (!('contentsOnly' in content)) {
    if (isDirectory) return { directory: there.path }
    throw new OperationError('CMP421', `"${where}" is not a folder, so an archive cannot be unpacked there`)
  }
  const place = placeCopy(content, {
    path: there.path,
    parent: parentOf(there.path),
    name: lastNameOf(there.path),
    exists: there.stat !== undefined,
    isDirectory,
    mustBeDirectory: asksForDirectory(request.path),
  })
  if (typeof place !== 'string') return place
  throw new OperationError('CMP421', `"${content.path}" cannot be copied to "${where}": ${place}`)
}

/** A link is looked at where it leads; the engine has followed it to the end. */
async function statFollowed(
  archives: Engine['archives'],
  { container, path }: { readonly container: string; readonly path: string },
  signal: AbortSignal,
): Promise<{ readonly path: string; readonly stat: PathStat | undefined }> {
  const stat = await archives.stat(container, path, signal)
  if (stat?.kind !== 'link' || stat.linkTarget === undefined) return { path, stat }
  return { path: stat.linkTarget, stat: await archives.stat(container, stat.linkTarget, signal) }
}
