import { bytesOf, numberOf, readFields, textOf } from '../grpc/wire.ts'
import type { WireField } from '../grpc/wire.ts'

/** A step of a build as BuildKit tells it. Times are milliseconds. */
export interface Vertex {
  readonly digest: string
  readonly name: string
  readonly cached: boolean
  readonly startedMs?: number
  readonly completedMs?: number
  readonly error: string
}

/** How far a part of a step is: a layer, the files of a context. */
export interface VertexStatus {
  readonly id: string
  readonly vertex: string
  readonly current: number
  readonly total: number
  readonly isComplete: boolean
}

export interface VertexLog {
  readonly vertex: string
  readonly timeMs: number
  readonly stream: number
  readonly bytes: Uint8Array
}

export interface VertexWarning {
  readonly vertex: string
  readonly short: string
  readonly detail: readonly string[]
  readonly url: string
  readonly file: string
  readonly line?: number
}

export interface StatusMessage {
  readonly vertexes: readonly Vertex[]
  readonly statuses: readonly VertexStatus[]
  readonly logs: readonly VertexLog[]
  readonly warnings: readonly VertexWarning[]
}

export function decodeStatus(message: Uint8Array): StatusMessage {
  const fields = [...readFields(message)]
  const all = <T>(number: number, decode: (fields: Fields) => T): readonly T[] =>
    fields.filter((field) => field.number === number).map((field) => decode(fieldsIn(bytesOf(field))))
  return {
    vertexes: all(1, decodeVertex),
    statuses: all(2, decodeVertexStatus),
    logs: all(3, decodeLog),
    warnings: all(4, decodeWarning),
  }
}

type Fields = ReadonlyMap<number, readonly WireField[]>

function fieldsIn(message: Uint8Array): Fields {
  const fields = new Map<number, WireField[]>()
  for (const field of readFields(message))
    fields.set(field.number, [...(fields.get(field.number) ?? []), field])
  return fields
}

function last(fields: Fields, number: number): WireField | undefined {
  return fields.get(number)?.at(-1)
}

function text(fields: Fields, number: number): string {
  const field = last(fields, number)
  return field === undefined ? '' : textOf(field)
}

function integer(fields: Fields, number: number): number {
  const field = last(fields, number)
  return field === undefined ? 0 : numberOf(field)
}

/** `google.protobuf.Timestamp`. */
function timeMs(fields: Fields, number: number): number | undefined {
  const field = last(fields, number)
  if (field === undefined) return undefined
  const inner = fieldsIn(bytesOf(field))
  return integer(inner, 1) * 1000 + integer(inner, 2) / 1_000_000
}

function decodeVertex(fields: Fields): Vertex {
  const startedMs = timeMs(fields, 5)
  const completedMs = timeMs(fields, 6)
  return {
    digest: text(fields, 1),
    name: text(fields, 3),
    cached: integer(fields, 4) === 1,
    ...(startedMs === undefined ? {} : { startedMs }),
    ...(completedMs === undefined ? {} : { completedMs }),
    error: text(fields, 7),
  }
}

function decodeVertexStatus(fields: Fields): VertexStatus {
  return {
    id: text(fields, 1),
    vertex: text(fields, 2),
    current: integer(fields, 4),
    total: integer(fields, 5),
    isComplete: fields.has(8),
  }
}

function decodeLog(fields: Fields): VertexLog {
  const field = last(fields, 4)
  return {
    vertex: text(fields, 1),
    timeMs: timeMs(fields, 2) ?? 0,
    stream: integer(fields, 3),
    bytes: field === undefined ? new Uint8Array() : bytesOf(field),
  }
}

function decodeWarning(fields: Fields): VertexWarning {
  const info = last(fields, 6)
  const range = last(fields, 7)
  const start = range === undefined ? undefined : last(fieldsIn(bytesOf(range)), 1)
  const line = start === undefined ? 0 : integer(fieldsIn(bytesOf(start)), 1)
  return {
    vertex: text(fields, 1),
    short: text(fields, 3),
    detail: (fields.get(4) ?? []).map(textOf),
    url: text(fields, 5),
    file: info === undefined ? '' : text(fieldsIn(bytesOf(info)), 1),
    ...(line === 0 ? {} : { line }),
  }
}
