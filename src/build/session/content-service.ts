import type { ContentStore, ContentWriter } from '../content/content-store.ts'
import type { GrpcCall, GrpcMethod } from '../grpc/server.ts'
import { GrpcError, statusCodes } from '../grpc/status.ts'
import { bytesOf, MessageWriter, numberOf, readFields, textOf } from '../grpc/wire.ts'
import type { WireField } from '../grpc/wire.ts'
import { unary } from './unary.ts'

/** Which of the lent stores a call means. */
const storeHeader = 'buildkit-attachable-store-id'

const service = '/containerd.services.content.v1.Content'

type Stores = ReadonlyMap<string, ContentStore>
type Fields = ReadonlyMap<number, WireField>

/** What BuildKit uses of containerd's service for contents: it reads from lent stores, and adds to them. */
export function contentMethods(stores: Stores): readonly (readonly [string, GrpcMethod])[] {
  const nothing = (): Promise<MessageWriter> => Promise.resolve(new MessageWriter())
  const missing = (): Promise<MessageWriter> => {
    throw new GrpcError(statusCodes.notFound, 'nothing is on its way in under this name')
  }
  const info: GrpcMethod = (call) => unary((request) => infoOf(storeFor(stores, call), request))(call)
  return [
    [`${service}/Info`, info],
    // Labels are not kept: the content is found by its digest alone.
    [`${service}/Update`, updateMethod(stores)],
    [`${service}/Read`, (call) => read(storeFor(stores, call), call)],
    [`${service}/Write`, (call) => write(storeFor(stores, call), call)],
    // What was interrupted begins anew.
    [`${service}/Status`, unary(missing)],
    [`${service}/Abort`, unary(nothing)],
  ]
}

function updateMethod(stores: Stores): GrpcMethod {
  return (call) =>
    unary(async (request) => {
      const asked = bytesOf(fieldsIn(request).get(1) ?? emptyField)
      return infoOf(storeFor(stores, call), asked)
    })(call)
}

const emptyField: WireField = { number: 0, bytes: new Uint8Array() }

function storeFor(stores: Stores, call: GrpcCall): ContentStore {
  const [name = ''] = call.metadata(storeHeader)
  const store = stores.get(name)
  if (store === undefined) throw new GrpcError(statusCodes.notFound, `no store is lent as "${name}"`)
  return store
}

async function infoOf(store: ContentStore, request: Uint8Array): Promise<MessageWriter> {
  const digest = textIn(fieldsIn(request), 1)
  const info = new MessageWriter().text(1, digest).integer(2, await sizeIn(store, digest))
  return new MessageWriter().message(1, info)
}

async function sizeIn(store: ContentStore, digest: string): Promise<number> {
  const size = await store.sizeOf(digest)
  if (size === undefined) throw new GrpcError(statusCodes.notFound, `the content ${digest} is not there`)
  return size
}

async function read(store: ContentStore, { messages, send }: GrpcCall): Promise<void> {
  for await (const message of messages) {
    const fields = fieldsIn(message)
    const digest = textIn(fields, 1)
    await sizeIn(store, digest)
    let offset = integerIn(fields, 2)
    for await (const piece of store.read(digest, { offset, size: integerIn(fields, 3) })) {
      await send(new MessageWriter().integer(1, offset).bytes(2, piece).finish())
      offset += piece.length
    }
    return
  }
}

const actions = { stat: 0, write: 1, commit: 2 } as const

async function write(store: ContentStore, { messages, send }: GrpcCall): Promise<void> {
  let writer: ContentWriter | undefined
  try {
    for await (const message of messages) {
      const fields = fieldsIn(message)
      const expected = textIn(fields, 4)
      writer ??= await writerFor(store, textIn(fields, 2), expected)
      const answer = new MessageWriter().integer(1, integerIn(fields, 1))
      const bytes = fields.get(6)
      if (bytes !== undefined) await addAt(writer, integerIn(fields, 5), bytesOf(bytes))
      answer.integer(4, writer.written)
      if (integerIn(fields, 1) === actions.commit) answer.text(6, await writer.keep(expected))
      await send(answer.finish())
    }
  } finally {
    await writer?.[Symbol.asyncDispose]()
  }
}

async function writerFor(store: ContentStore, reference: string, expected: string): Promise<ContentWriter> {
  if (expected !== '' && (await store.sizeOf(expected)) !== undefined)
    throw new GrpcError(statusCodes.alreadyExists, `the content ${expected} is there already`)
  return store.write(reference)
}

async function addAt(writer: ContentWriter, offset: number, bytes: Uint8Array): Promise<void> {
  if (offset !== writer.written)
    throw new GrpcError(statusCodes.outOfRange, `${writer.written} bytes are there, not ${offset}`)
  await writer.add(bytes)
}

function fieldsIn(message: Uint8Array): Fields {
  return new Map([...readFields(message)].map((field) => [field.number, field]))
}

function textIn(fields: Fields, number: number): string {
  return textOf(fields.get(number) ?? emptyField)
}

function integerIn(fields: Fields, number: number): number {
  return numberOf(fields.get(number) ?? emptyField)
}
