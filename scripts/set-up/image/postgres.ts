import { readFileSync } from 'node:fs'
import { SetUpError } from '../print.ts'
import { addBusybox } from './busybox.ts'
import { addArchive, addFile, addFolder, addLink, dropPaths, emptyLayer, readLayerFile } from './layer.ts'
import type { Layer } from './layer.ts'
import { fetchPackages, resolvePackages } from './packages.ts'
import type { Package } from './packages.ts'
import type { Recipe } from './recipe.ts'

const user = { name: 'postgres', id: 999, home: '/var/lib/postgresql' }
const state = '/var/lib/postgresql/data'

/** The distribution's PostgreSQL, which starts, is set up and stops like the official image. */
export const postgres: Recipe = {
  tags: ['postgres:15'],
  make: async () => {
    const all = resolvePackages(['postgresql', 'bash', 'gosu', 'tzdata', 'libc-bin'])
    const server = all.find(({ name }) => /^postgresql-\d+$/.test(name))
    if (!server) throw new SetUpError('This distribution has no PostgreSQL')
    const major = server.name.replace('postgresql-', '')
    const layer = emptyLayer([user])
    for (const archive of fetchPackages(all.filter((one) => isNeeded(one, major))))
      await addArchive(layer, archive)
    await addBusybox(layer)
    dropPaths(
      layer,
      /^(etc\/(postgresql|init\.d|logrotate\.d)|usr\/share\/(postgresql-common|perl5?)|usr\/lib\/systemd)(\/|$)/,
    )
    dropPaths(layer, new RegExp(`^usr/lib/postgresql/${major}/lib/(bitcode|pgxs|llvmjit)`))
    addServerFiles(layer, major)
    return {
      layer,
      config: {
        Env: [`PG_MAJOR=${major}`, `PGDATA=${state}`, 'LANG=C.UTF-8'],
        Entrypoint: ['docker-entrypoint.sh'],
        Cmd: ['postgres'],
        ExposedPorts: { '5432/tcp': {} },
        Volumes: { [state]: {} },
        StopSignal: 'SIGINT',
      },
      madeFrom: `PostgreSQL ${server.version}`,
    }
  },
}

// The packages also depend on what only their set-up on a Debian system uses: perl, debconf, user management.
// The just-in-time compiler (llvm) is larger than everything else and off for small queries anyway.
function isNeeded({ name }: Package, major: string): boolean {
  const programs = [
    `postgresql-${major}`,
    `postgresql-client-${major}`,
    'bash',
    'gosu',
    'tzdata',
    'libc-bin',
    'netbase',
  ]
  return programs.includes(name) || (/^(lib|zlib)/.test(name) && !/perl|^lib(llvm|z3|c-l10n)/.test(name))
}

function addServerFiles(layer: Layer, major: string): void {
  addFile(
    layer,
    'usr/local/bin/docker-entrypoint.sh',
    readFileSync('scripts/set-up/image/postgres-entrypoint.sh'),
    0o755,
  )
  addFolder(layer, 'docker-entrypoint-initdb.d')
  addFolder(layer, 'var/lib/postgresql', { owner: user.id })
  addFolder(layer, state.slice(1), { owner: user.id, mode: 0o1777 })
  addFolder(layer, 'run/postgresql', { owner: user.id, mode: 0o3777 })
  const sample = `usr/share/postgresql/${major}/postgresql.conf.sample`
  const settings = Buffer.from(readLayerFile(layer, sample)).toString()
  addFile(layer, sample, settings.replace(/^#?listen_addresses = \S+/m, "listen_addresses = '*'"))
  // So that PATH is the same for every version.
  const programs = new RegExp(`^usr/lib/postgresql/${major}/bin/(.+)$`)
  for (const path of layer.keys()) {
    const name = programs.exec(path)?.[1]
    if (name) addLink(layer, `usr/local/bin/${name}`, `/${path}`)
  }
}
