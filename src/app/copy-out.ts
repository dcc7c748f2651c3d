import { placeCopy } from '../archive/copy-place.ts'
import { localTarget } from '../archive/local-path.ts'
import { unpackTree } from '../archive/unpack-tree.ts'
import { OperationError } from '../diagnostics/errors.ts'
import type { PathStat } from '../engine/archive.ts'
import type { Engine } from '../engine/engine.ts'
import type { ObservedContainer } from '../engine/observed.ts'
import { lastNameOf } from './container-path.ts'
import { copyContainers } from './copy-containers.ts'
import type { CopyOutRequest } from './copy-request.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** Takes files out of the first container of a service: to a path of this machine, or as an archive. Section 1.4, `cp`. */
export async function copyOut(surroundings: Surroundings, request: CopyOutRequest): Promise<Ending> {
  const found = await copyContainers(surroundings, request)
  if (found.ending !== undefined) return found.ending
  const [container] = found.containers
  if (container === undefined) throw new Error('a container that was found is not there')
  const copy: Copy = { engine: found.engine, container, request }
  const source = await lookInside(copy, surroundings.signal)
  const { to, dryRun } = request
  if (to.kind === 'path') await unpackTo(surroundings, copy, { source, to })
  else if (!dryRun)
    for await (const bytes of archiveOf(copy, source, surroundings.signal)) await to.write(bytes)
  return { kind: 'done' }
}

interface Copy {
  readonly engine: Engine
  readonly container: ObservedContainer
  readonly request: CopyOutRequest
}

interface Inside {
  /** Where to take it from: links on the way are followed where that was asked for. */
  readonly path: string
  readonly stat: PathStat
}

async function lookInside({ engine, container, request }: Copy, signal: AbortSignal): Promise<Inside> {
  const look = async (path: string): Promise<Inside> => {
    const stat = await engine.archives.stat(container.id, path, signal)
    if (stat !== undefined) return { path, stat }
    throw new OperationError('CMP421', `there is no "${path}" in ${container.name}`)
  }
  const found = await look(request.path)
  const { kind, linkTarget } = found.stat
  const followed = request.followLinks && kind === 'link' ? linkTarget : undefined
  return followed === undefined ? found : look(followed)
}

function archiveOf(
  { engine, container }: Copy,
  { path }: Inside,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  return engine.archives.get(container.id, path, signal)
}

interface Passage {
  readonly source: Inside
  readonly to: CopyOutRequest['to'] & { readonly kind: 'path' }
}

async function unpackTo(surroundings: Surroundings, copy: Copy, { source, to }: Passage): Promise<void> {
  const { container, request } = copy
  const { stat } = source
  const where = `${container.name}:${request.path}`
  if (stat.kind === 'other') throw new OperationError('CMP421', `"${where}" is neither a file nor a folder`)
  const target = await localTarget(to.text, to.currentDirectory)
  const name = lastNameOf(request.path)
  const isDirectory = stat.kind === 'directory'
  const contentsOnly = isDirectory && (name === '' || /(?:^|\/)\.$/u.test(request.path))
  const place = placeCopy({ isDirectory, name, contentsOnly }, target)
  if (typeof place === 'string')
    throw new OperationError('CMP421', `"${where}" cannot be copied to "${to.text}": ${place}`)
  if (!request.dryRun) {
    const archive = archiveOf(copy, source, surroundings.signal)
    const { leftOut } = await unpackTree(archive, { ...place, isNamed: !contentsOnly })
    for (const entry of leftOut)
      surroundings.host.emit({ type: 'notice', text: `Left out ${entry}, which is no file, folder or link` })
  }
  surroundings.host.emit({ type: 'notice', text: `Copied ${where} to ${to.text}` })
}
