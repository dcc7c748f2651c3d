import { bytesOf, readFields, textOf } from './wire.ts'

/** The codes of gRPC that are used here. */
export const statusCodes = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  notFound: 5,
  alreadyExists: 6,
  failedPrecondition: 9,
  outOfRange: 11,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const

/** Something a call says beyond its sentence: the name of a type and a value of it. */
export interface StatusDetail {
  readonly type: string
  readonly value: Uint8Array
}

/** A call that did not end well. */
export class GrpcError extends Error {
  readonly code: number
  readonly details: readonly StatusDetail[]

  constructor(code: number, message: string, details: readonly StatusDetail[] = []) {
    super(message)
    this.name = 'GrpcError'
    this.code = code
    this.details = details
  }
}

interface Trailers {
  readonly [name: string]: unknown
}

/** The error that the trailers of a call tell of; undefined where it ended well. */
export function errorIn(trailers: Trailers): GrpcError | undefined {
  const code = Number(trailers['grpc-status'] ?? statusCodes.unknown)
  if (code === statusCodes.ok) return undefined
  const sentence = textIn(trailers['grpc-message'])
  return new GrpcError(code, decodeMessage(sentence), detailsIn(textIn(trailers['grpc-status-details-bin'])))
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Percent signs stand for what a header cannot hold. */
export function encodeMessage(message: string): string {
  return Array.from(Buffer.from(message, 'utf8'), (byte) =>
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}

function decodeMessage(text: string): string {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const escaped = /^%([0-9a-f]{2})/i.exec(text.slice(at, at + 3))?.[1]
    bytes.push(escaped === undefined ? text.charCodeAt(at) : Number.parseInt(escaped, 16))
    if (escaped !== undefined) at += 2
  }
  return Buffer.from(bytes).toString('utf8')
}

/** `google.rpc.Status`, whose third field holds `google.protobuf.Any` values. */
function detailsIn(encoded: string): readonly StatusDetail[] {
  if (encoded === '') return []
  const details: StatusDetail[] = []
  for (const field of readFields(Buffer.from(encoded, 'base64'))) {
    if (field.number !== 3) continue
    let type = ''
    let value: Uint8Array = new Uint8Array()
    for (const part of readFields(bytesOf(field))) {
      if (part.number === 1) type = textOf(part)
      if (part.number === 2) value = bytesOf(part)
    }
    details.push({ type, value })
  }
  return details
}
