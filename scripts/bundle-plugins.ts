import * as crypto from 'node:crypto'
import type { Plugin } from 'esbuild'

/** What a package loads and Gantry never calls. */
interface Unused {
  readonly by: RegExp
  readonly modules: RegExp
}

const unused: readonly Unused[] = [
  {
    // Its own transport (ssh2 with it; ours stands in for it), build sessions (gRPC, protocol buffers) and the packing of build
    // contexts (tar-fs, its streams, zlib).
    by: /[\\/]dockerode[\\/]lib[\\/]/,
    modules:
      /^(docker-modem|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|tar-fs|zlib|crypto|@balena\/dockerignore)$/,
  },
  // Commands that are programs of their own.
  { by: /[\\/]commander[\\/]lib[\\/]/, modules: /^node:child_process$/ },
]
const namespace = 'left-out'

/** Bundles packages without the modules above: dockerode is then 30 modules instead of 290, and loads in a tenth of the time. */
export function leaveOutUnused(): Plugin {
  return {
    name: 'leave-out-unused',
    setup(build) {
      for (const { by, modules } of unused) {
        build.onResolve({ filter: modules }, ({ path, importer }) =>
          by.test(importer) ? { path, namespace } : undefined,
        )
      }
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: leftOut(path), loader: 'js' }))
    },
  }
}

/** A module that can be loaded, and says what is wrong where it is called after all. */
function leftOut(path: string): string {
  const message = JSON.stringify(`${path} is not part of this program`)
  return `module.exports = function () { throw new Error(${message}) }`
}

const lazy = 'lazy'

/**
 * Loads node:crypto when one of its functions is called: many parts can make a digest, few commands do, and loading it takes as long
 * as parsing a Compose file.
 */
export function lazyCrypto(): Plugin {
  return {
    name: 'lazy-crypto',
    setup(build) {
      build.onResolve({ filter: /^node:crypto$/ }, ({ path, namespace: from }) =>
        from === lazy ? { path, external: true } : { path, namespace: lazy },
      )
      build.onLoad({ filter: /.*/, namespace: lazy }, ({ path }) => ({
        contents: functionNames(crypto)
          .map((name) => `export const ${name} = (...args) => require('${path}').${name}(...args)\n`)
          .join(''),
        loader: 'js',
      }))
    },
  }
}

function functionNames(module: object): readonly string[] {
  return Object.entries(module).flatMap(([name, value]) =>
    typeof value === 'function' && /^[a-z]/.test(name) ? [name] : [],
  )
}
