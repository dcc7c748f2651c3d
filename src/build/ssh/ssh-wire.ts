/** Reads what SSH writes: numbers of four bytes, and texts with their length before them. Throws where the bytes end too early. */
export class SshReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  number(): number {
    return this.take(4).readUInt32BE()
  }

  bytes(): Buffer {
    return this.take(this.number())
  }

  text(): string {
    return this.bytes().toString('utf8')
  }

  take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new Error('the bytes end within a value')
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }
}

export function sshNumber(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export function sshText(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([sshNumber(bytes.length), bytes])
}

/** A whole number that is not negative, shortest form: a first byte that would be a sign gets a zero before it. */
export function sshInteger(unsigned: Uint8Array): Buffer {
  const first = unsigned.findIndex((byte) => byte !== 0)
  const bytes = first === -1 ? new Uint8Array() : unsigned.subarray(first)
  return sshText((bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes)
}
