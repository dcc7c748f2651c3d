import { basename } from 'node:path'
import { build as bundle } from 'esbuild'
import type { Metafile } from 'esbuild'
import { bundleOptions } from './bundle-options.ts'
import { dropOthers, replaceFile } from './output-files.ts'

/** Writes the library to `dist/index.mjs` and its parts to `dist/chunks`. */
export async function bundleLibrary(): Promise<Metafile> {
  const { outputFiles, metafile } = await bundle({
    ...bundleOptions,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    // CommonJS packages inside an ESM bundle call `require` for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  })
  const chunks = outputFiles.filter((file) => file.path.includes('/chunks/'))
  const entries = outputFiles.filter((file) => !chunks.includes(file))
  // What is imported first: who imports the library meanwhile finds a whole one, old or new.
  for (const file of [...chunks, ...entries]) replaceFile(file.path, file.contents)
  dropOthers('dist/chunks', new Set(chunks.map((file) => basename(file.path))))
  return metafile
}
