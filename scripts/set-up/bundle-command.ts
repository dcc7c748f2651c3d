import { chmodSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build as bundle, transform } from 'esbuild'
import type { Metafile, OutputFile } from 'esbuild'
import { shellLine } from '../../src/cli/launch.ts'
import { bundleOptions } from './bundle-options.ts'
import { dropOthers, replaceFile } from './output-files.ts'
import { packParts, packsFolder } from './pack-parts.ts'
import type { Part } from './pack-parts.ts'

const folder = 'dist/command'

/** For a shell, and for Node.js, which sees a text and a comment. */
const start = `#!/bin/sh\n':' //; ${shellLine}`

/** Writes the command to `dist/compose.js`, and what that loads to `dist/command`: CommonJS, with its compiled code. */
export async function bundleCommand(): Promise<Metafile> {
  const { outputFiles, metafile } = await bundle({
    ...bundleOptions,
    entryPoints: { program: 'src/cli/run-process.ts' },
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.cjs' },
  })
  const parts = await Promise.all(outputFiles.map(asPart))
  const names = parts.map(({ name }) => name)
  const program = names.find((name) => name.startsWith('program-')) ?? ''
  for (const { name, source } of parts) replaceFile(join(folder, name), source)
  packParts(folder, program, parts)
  await writeEntry(program)
  dropOthers(packsFolder(folder), new Set([program]))
  dropOthers(folder, new Set([...names, basename(packsFolder(folder))]))
  return metafile
}

/**
 * Writes the command to `dist/docker-compose` as one file that needs no other, for the plugin folder of a docker CLI. It starts a little
 * later than the one in parts.
 */
export async function bundlePlugin(): Promise<void> {
  const { outputFiles } = await bundle({
    ...bundleOptions,
    splitting: false,
    format: 'cjs',
    entryPoints: ['src/cli/plugin-main.ts'],
    outfile: 'dist/docker-compose',
    banner: { js: start },
  })
  for (const file of outputFiles) {
    replaceFile(file.path, file.contents)
    chmodSync(file.path, 0o755)
  }
}

/** Splitting is done in ES modules only, so each part is turned into CommonJS afterwards. */
async function asPart({ path, text }: OutputFile): Promise<Part> {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    supported: { 'dynamic-import': false },
  })
  return { name: basename(path), source: code }
}

/** The entry comes last: a command that starts meanwhile finds a whole program, old or new. */
async function writeEntry(program: string): Promise<void> {
  const { outputFiles } = await bundle({
    ...bundleOptions,
    splitting: false,
    format: 'cjs',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/compose.js',
    define: { PROGRAM: JSON.stringify(program), 'import.meta.filename': '__filename' },
    banner: { js: start },
  })
  replaceFile('dist/package.json', JSON.stringify({ type: 'commonjs' }))
  for (const file of outputFiles) replaceFile(file.path, file.contents)
  chmodSync('dist/compose.js', 0o755)
}
