import { entryOf, MessageWriter, readFields } from '../grpc/wire.ts'

export interface CacheOption {
  readonly type: string
  readonly attributes: Readonly<Record<string, string>>
}

/** What BuildKit is to solve: a frontend with what it is told, and what becomes of its result. */
export interface SolveRequest {
  readonly ref: string
  readonly session: string
  readonly frontend: string
  readonly frontendAttributes: Readonly<Record<string, string>>
  /** Absent: the result is not kept. */
  readonly exporter?: { readonly type: string; readonly attributes: Readonly<Record<string, string>> }
  readonly cacheFrom: readonly CacheOption[]
  readonly cacheTo: readonly CacheOption[]
  readonly entitlements: readonly string[]
}

export function encodeSolve(request: SolveRequest): Uint8Array {
  const { exporter } = request
  const cache = new MessageWriter()
  for (const option of request.cacheTo) cache.message(4, cacheEntry(option))
  for (const option of request.cacheFrom) cache.message(5, cacheEntry(option))
  const writer = new MessageWriter().text(1, request.ref)
  // Before BuildKit 0.13 there was one exporter at most, in fields of its own.
  if (exporter !== undefined) writer.text(3, exporter.type).map(4, exporter.attributes)
  writer
    .text(5, request.session)
    .text(6, request.frontend)
    .map(7, request.frontendAttributes)
    .message(8, cache)
    .texts(9, request.entitlements)
  if (exporter !== undefined)
    writer.message(13, new MessageWriter().text(1, exporter.type).map(2, exporter.attributes))
  return writer.finish()
}

function cacheEntry({ type, attributes }: CacheOption): MessageWriter {
  return new MessageWriter().text(1, type).map(2, attributes)
}

/** What the exporter tells: "containerimage.digest". */
export function decodeSolved(message: Uint8Array): Readonly<Record<string, string>> {
  const entries = [...readFields(message)].filter(({ number }) => number === 1).map(entryOf)
  return Object.fromEntries(entries)
}
