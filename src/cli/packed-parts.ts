import { openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** Where the parts of one build are packed for this Node: compiled code is good for one version only. */
export function packFolder(commandFolder: string, program: string): string {
  return join(commandFolder, `packed-${process.version}`, program)
}

/** What a pack says of itself. */
export interface PackIndex {
  /** By name, where a part is in `sources` and its code in `code`: offset and length, offset and length. */
  readonly places: Readonly<Record<string, readonly [number, number, number, number]>>
  readonly budget?: OptimiserBudget
}

/** V8's flags for how long a function runs before it is optimised: what this Node has, and a multiple of it. */
export interface OptimiserBudget {
  readonly usual: string
  readonly raised: string
}

export interface Pack {
  readonly partOf: (name: string) => PackedPart | undefined
  readonly budget?: OptimiserBudget
}

/** The text of a part as a function, and V8's code for exactly that text. */
export interface PackedPart {
  readonly text: string
  readonly code: Buffer
}

/** All parts in two files, since opening a file for each costs as much as reading the largest. `undefined` where there is no pack. */
export function openPack(folder: string): Pack | undefined {
  const index = readIndex(folder)
  if (index === undefined) return undefined
  const sources = openSync(join(folder, 'sources'), 'r')
  const code = openSync(join(folder, 'code'), 'r')
  const partOf: Pack['partOf'] = (name) => {
    const place = index.places[name]
    if (place === undefined) return undefined
    const [textAt, textLength, codeAt, codeLength] = place
    return {
      text: bytesAt(sources, textAt, textLength).toString('latin1'),
      code: bytesAt(code, codeAt, codeLength),
    }
  }
  return { partOf, ...(index.budget === undefined ? {} : { budget: index.budget }) }
}

/** A part of the program as the expression of a function. */
export function functionText(source: string): string {
  return `(function(exports,require,module){${source}\n})`
}

function readIndex(folder: string): PackIndex | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
  } catch {
    return undefined
  }
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
}
