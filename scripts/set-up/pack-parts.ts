import { dirname, join } from 'node:path'
import { functionText, packFolder } from '../../src/cli/packed-parts.ts'
import type { PackIndex } from '../../src/cli/packed-parts.ts'
import { compiledCode } from './compiled-code.ts'
import { optimiserBudget } from './optimiser-budget.ts'
import { replaceFile } from './output-files.ts'

/** A part of the command: CommonJS in plain ASCII, as the bundler writes it. */
export interface Part {
  readonly name: string
  readonly source: string
}

/** Where the packs for this Node are. */
export function packsFolder(commandFolder: string): string {
  return dirname(packFolder(commandFolder, '.'))
}

/** Writes the parts and their compiled code in two files, and last the index that makes them count. */
export function packParts(commandFolder: string, program: string, parts: readonly Part[]): void {
  const packed = parts.map(({ name, source }) => {
    const text = functionText(source)
    return { name, text: Buffer.from(text, 'latin1'), code: compiledCode(name, text) }
  })
  const folder = packFolder(commandFolder, program)
  replaceFile(join(folder, 'sources'), Buffer.concat(packed.map(({ text }) => text)))
  replaceFile(join(folder, 'code'), Buffer.concat(packed.map(({ code }) => code)))
  const budget = optimiserBudget()
  const index: PackIndex = { places: placesOf(packed), ...(budget === undefined ? {} : { budget }) }
  replaceFile(join(folder, 'index.json'), JSON.stringify(index))
}

function placesOf(
  packed: readonly { readonly name: string; readonly text: Buffer; readonly code: Buffer }[],
): PackIndex['places'] {
  let [textAt, codeAt] = [0, 0]
  const index: Record<string, PackIndex['places'][string]> = {}
  for (const { name, text, code } of packed) {
    index[name] = [textAt, text.length, codeAt, code.length]
    textAt += text.length
    codeAt += code.length
  }
  return index
}
