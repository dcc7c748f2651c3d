import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { runCommand } from '../command.ts'
import { SetUpError } from '../print.ts'
import { addBusybox } from './busybox.ts'
import { addFile, addFolder, emptyLayer } from './layer.ts'
import type { Recipe } from './recipe.ts'

// As in the official image: options, and words that are no command, are meant for node.
const entrypoint = `#!/bin/sh
case $1 in
  -*) set -- node "$@" ;;
  *) command -v "$1" >/dev/null 2>&1 || set -- node "$@" ;;
esac
exec "$@"
`

/** The Node.js that runs this script, with the libraries it uses (and without npm). */
export const node: Recipe = {
  tags: ['node:20'],
  make: async () => {
    const layer = emptyLayer([{ name: 'node', id: 1000, home: '/home/node' }])
    addFolder(layer, 'home/node', { owner: 1000 })
    addFile(layer, 'usr/local/bin/node', readFileSync(process.execPath), 0o755)
    addFile(layer, 'usr/local/bin/docker-entrypoint.sh', entrypoint, 0o755)
    for (const path of librariesOf(process.execPath)) addFile(layer, path, readFileSync(path), 0o755)
    for (const path of outsideModules()) addFile(layer, path, readFileSync(path))
    await addBusybox(layer)
    return {
      layer,
      config: {
        Entrypoint: ['docker-entrypoint.sh'],
        Cmd: ['node'],
        Env: [`NODE_VERSION=${process.versions.node}`],
      },
      madeFrom: `this machine's Node.js ${process.versions.node}, without npm`,
    }
  },
}

// The C library loads the modules for names and DNS by itself, so ldd does not list them.
function librariesOf(program: string): readonly string[] {
  const { ok, output, errors } = runCommand('ldd', [program])
  if (!ok) throw new SetUpError(`The libraries that node uses cannot be listed: ${errors}`)
  const linked = [...output.toString().matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path)
  const libc = linked.find((path) => basename(path).startsWith('libc.so'))
  const loadedLater = ['libnss_files.so.2', 'libnss_dns.so.2', 'libresolv.so.2'].map((name) =>
    join(dirname(libc ?? '/lib'), name),
  )
  return [...linked, ...loadedLater.filter((path) => existsSync(path))]
}

// Debian builds node so that it reads some of its own modules from /usr/share/nodejs.
function outsideModules(): readonly string[] {
  const modules: unknown = Reflect.get(process.config.variables, 'node_builtin_shareable_builtins')
  return Array.isArray(modules)
    ? modules.filter((path) => typeof path === 'string' && isAbsolute(path) && existsSync(path))
    : []
}
