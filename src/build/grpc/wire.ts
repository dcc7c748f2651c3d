/** One field of a protobuf message as it stands on the wire: a number, or the bytes of a text, a message or a packed list. */
export type WireField =
  | { readonly number: number; readonly integer: bigint; readonly bytes?: never }
  | { readonly number: number; readonly bytes: Uint8Array; readonly integer?: never }

const varint = 0
const fixed64 = 1
const lengthDelimited = 2
const fixed32 = 5

/** The fields of a message in the order they were written. Throws for what is no message. */
export function* readFields(message: Uint8Array): Generator<WireField, void, undefined> {
  const cursor = { bytes: message, at: 0 }
  while (cursor.at < message.length) {
    const key = Number(readVarint(cursor))
    const number = key >>> 3
    switch (key & 7) {
      case varint:
        yield { number, integer: readVarint(cursor) }
        break
      case lengthDelimited:
        yield { number, bytes: take(cursor, Number(readVarint(cursor))) }
        break
      case fixed64:
        yield { number, bytes: take(cursor, 8) }
        break
      case fixed32:
        yield { number, bytes: take(cursor, 4) }
        break
      default:
        throw new Error(`field ${number} of a message has no type that protobuf knows`)
    }
  }
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n
  let shift = 0n
  while (true) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined || shift > 63n) throw new Error('a number in a message has no end')
    cursor.at += 1
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return BigInt.asUintN(64, value)
    shift += 7n
  }
}

function take(cursor: Cursor, length: number): Uint8Array {
  const end = cursor.at + length
  if (end > cursor.bytes.length) throw new Error('a message ends within a field')
  const taken = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return taken
}

/** Puts a message together, field by field. Empty texts, zeros and `false` are left out, as protobuf's third version does. */
export class MessageWriter {
  readonly #pieces: Uint8Array[] = []

  text(number: number, value: string | undefined): this {
    return value === undefined || value === '' ? this : this.bytes(number, Buffer.from(value, 'utf8'))
  }

  /** Written even where it is empty. */
  bytes(number: number, value: Uint8Array): this {
    this.#pieces.push(varintBytes((number << 3) | lengthDelimited))
    this.#pieces.push(varintBytes(value.length), value)
    return this
  }

  /** Negative numbers take ten bytes, as `int64` has it. */
  integer(number: number, value: number | bigint): this {
    const whole = BigInt.asUintN(64, BigInt(value))
    if (whole !== 0n) this.#pieces.push(varintBytes(number << 3), varintBytes(whole))
    return this
  }

  flag(number: number, value: boolean): this {
    return this.integer(number, value ? 1 : 0)
  }

  message(number: number, value: MessageWriter): this {
    return this.bytes(number, value.finish())
  }

  texts(number: number, values: readonly string[]): this {
    // An element of a list is there even where it is empty.
    for (const value of values) this.bytes(number, Buffer.from(value, 'utf8'))
    return this
  }

  /** `map<string, string>`, in the order of the keys. */
  map(number: number, entries: Readonly<Record<string, string>>): this {
    for (const key of Object.keys(entries).toSorted())
      this.message(number, new MessageWriter().text(1, key).text(2, entries[key]))
    return this
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#pieces)
  }
}

function varintBytes(value: number | bigint): Uint8Array {
  // Most are one byte: lengths of short texts, numbers of fields.
  if (value <= 0x7f) return Uint8Array.of(Number(value))
  const bytes: number[] = []
  let rest = BigInt(value)
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}

export function textOf(field: WireField): string {
  return field.bytes === undefined ? '' : Buffer.from(field.bytes).toString('utf8')
}

export function bytesOf(field: WireField): Uint8Array {
  return field.bytes ?? new Uint8Array()
}

/** Exact up to 2^53; signed, as `int64` has it. */
export function numberOf(field: WireField): number {
  return field.integer === undefined ? 0 : Number(BigInt.asIntN(64, field.integer))
}

/** An entry of `map<string, string>` or `map<string, bytes>`. */
export function entryOf(field: WireField): readonly [string, string] {
  let [key, value] = ['', '']
  for (const part of readFields(bytesOf(field))) {
    if (part.number === 1) key = textOf(part)
    if (part.number === 2) value = textOf(part)
  }
  return [key, value]
}
