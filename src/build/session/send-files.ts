import type { FileEntry, FileTree } from '../context/file-tree.ts'
import { walkTree } from '../context/walk-tree.ts'
import type { WalkFilter } from '../context/walk-tree.ts'
import type { GrpcCall } from '../grpc/server.ts'
import { GrpcError, statusCodes } from '../grpc/status.ts'
import { Limit } from './limit.ts'
import { errorPacket, finishPacket, piecePacket, readRequest, statPacket } from './file-packets.ts'

/** So many files are read at once. */
const readers = 4

/**
 * Tells the receiver which files there are, and sends those it asks for: it has the others from the last time. What is under way at once
 * is bounded, however large the files are and however many.
 */
export async function sendFiles(call: GrpcCall, tree: FileTree, filter: WalkFilter): Promise<void> {
  const wanted = new Map<number, string>()
  const listing = tellFiles(call, { tree, filter, wanted })
  const serving = serveFiles(call, tree, wanted)
  try {
    await Promise.all([listing, serving])
  } catch (error) {
    if (!call.signal.aborted) await call.send(errorPacket(messageOf(error)))
    throw error
  }
}

interface Listing {
  readonly tree: FileTree
  readonly filter: WalkFilter
  /** Regular files by their place in the listing. */
  readonly wanted: Map<number, string>
}

async function tellFiles(call: GrpcCall, { tree, filter, wanted }: Listing): Promise<void> {
  const firstNames = new Map<string, string>()
  let id = 0
  for await (const entry of walkTree(tree, filter)) {
    const first = firstName(entry, firstNames)
    if (entry.kind === 'file') wanted.set(id, entry.path)
    id += 1
    await call.send(statPacket(entry, first))
  }
  await call.send(statPacket())
}

/** Of a file with several names all but the first are told as links to that. */
function firstName({ path, identity }: FileEntry, names: Map<string, string>): string | undefined {
  if (identity === undefined) return undefined
  const first = names.get(identity)
  if (first === undefined) names.set(identity, path)
  return first
}

async function serveFiles(
  call: GrpcCall,
  tree: FileTree,
  wanted: ReadonlyMap<number, string>,
): Promise<void> {
  const limit = new Limit(readers)
  for await (const packet of call.messages) {
    const request = readRequest(packet)
    if (request.kind === 'refused') throw new GrpcError(statusCodes.unknown, request.message)
    if (request.kind === 'finished') {
      await limit.idle()
      await call.send(finishPacket())
      return
    }
    if (request.kind !== 'wanted') continue
    const path = wanted.get(request.id)
    if (path === undefined) throw new GrpcError(statusCodes.unknown, `there is no file ${request.id}`)
    await limit.run(() => sendFile(call, { id: request.id, pieces: tree.read(path) }))
  }
}

async function sendFile(
  { send }: GrpcCall,
  { id, pieces }: { readonly id: number; readonly pieces: AsyncIterable<Uint8Array> },
): Promise<void> {
  for await (const piece of pieces) await send(piecePacket(id, piece))
  await send(piecePacket(id, new Uint8Array()))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
