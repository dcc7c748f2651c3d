/** The keys as a list in words, and the bytes they make. */
export interface KeySequence {
  readonly text: string
  readonly bytes: readonly number[]
}

const usualKeys = 'ctrl-p,ctrl-q'

/** Keys like "ctrl-p,ctrl-q" or "a,ctrl-^", or `undefined` where the text is no such list. Empty means the usual ones. */
export function parseDetachKeys(given: string | undefined): KeySequence | undefined {
  const text = given === undefined || given === '' ? usualKeys : given
  const bytes = text.split(',').map(byteOf)
  return bytes.every((byte) => byte !== undefined) ? { text, bytes } : undefined
}

function byteOf(key: string): number | undefined {
  if (/^[\u0021-\u007e]$/.test(key)) return key.charCodeAt(0)
  if (key === 'DEL') return 127
  const letter = /^ctrl-([a-z@[\\\]^_])$/i.exec(key)?.[1]
  return letter === undefined ? undefined : letter.toUpperCase().charCodeAt(0) - 64
}

/** Looks for the detach keys in what is typed. The beginning of them is held back until it is known what it is. */
export class DetachKeys {
  readonly #keys: readonly number[]
  #seen = 0

  constructor(keys: KeySequence) {
    this.#keys = keys.bytes
  }

  /** What goes on to the process, or `undefined` once all of the keys were typed. */
  pass(bytes: Uint8Array): Uint8Array | undefined {
    const passed: number[] = []
    for (const byte of bytes) {
      if (byte !== this.#keys[this.#seen]) {
        passed.push(...this.#keys.slice(0, this.#seen))
        this.#seen = 0
      }
      if (byte === this.#keys[this.#seen]) this.#seen += 1
      else passed.push(byte)
      if (this.#seen === this.#keys.length) return undefined
    }
    return Uint8Array.from(passed)
  }
}
