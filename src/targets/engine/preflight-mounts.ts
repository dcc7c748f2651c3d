import { posix } from 'node:path'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { Path } from '../../document/path.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { reachableFrom } from '../../graph/reach.ts'
import { own } from '../../units/own.ts'

/** A file or folder of the machine that a container of a service gets. */
export interface MountSource {
  readonly service: string
  /** Absolute. */
  readonly source: string
  readonly target: string
  /** What is expected there: `folder` is made by the engine where it is missing. */
  readonly expected: 'file' | 'folder' | 'anything'
  /** A service that comes before, and can put the file there. */
  readonly writer?: string
  readonly path: Path
}

/** What the containers of a service need of the machine: its bind mounts, and the files behind its secrets and configs. */
export function mountSources(project: Project, service: Service): readonly MountSource[] {
  const binds = (service.volumes ?? []).flatMap(
    ({ type, source, target, bind }, index): readonly MountSource[] => {
      if (type !== 'bind' || source === undefined || !posix.isAbsolute(source)) return []
      const isMade = bind?.create_host_path !== false
      const expected = !isMade ? 'anything' : looksLikeFile(source, target) ? 'file' : 'folder'
      const writer = expected === 'file' ? writerOf(source, service, project) : undefined
      return [
        {
          service: service.name,
          source,
          target,
          expected,
          path: ['services', service.name, 'volumes', index],
          ...(writer === undefined ? {} : { writer }),
        },
      ]
    },
  )
  return [...binds, ...fileSources(project, service, 'secrets'), ...fileSources(project, service, 'configs')]
}

/** A service that this one waits for, and that has the folder to write to, or is a program that does as it likes. */
function writerOf(source: string, { name }: Service, { services }: Project): string | undefined {
  const edges = new Map(
    Object.values(services).map((service) => [service.name, Object.keys(service.depends_on ?? {})] as const),
  )
  const earlier = [...reachableFrom([name], edges)].filter((reached) => reached !== name)
  return earlier.find((reached) => {
    const { provider, volumes = [] } = own(services, reached) ?? {}
    return (
      provider !== undefined ||
      volumes.some(
        (mount) =>
          mount.type === 'bind' &&
          mount.read_only !== true &&
          mount.source !== undefined &&
          isBelow(source, mount.source),
      )
    )
  })
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

function fileSources(
  project: Project,
  service: Service,
  kind: 'secrets' | 'configs',
): readonly MountSource[] {
  return (service[kind] ?? []).flatMap(({ source, target: named = source }): readonly MountSource[] => {
    const file = own(project[kind], source)?.file
    const target = posix.resolve(kind === 'secrets' ? '/run/secrets' : '/', named)
    if (file === undefined || !posix.isAbsolute(file)) return []
    return [
      { service: service.name, source: file, target, expected: 'anything', path: [kind, source, 'file'] },
    ]
  })
}

const fileEndings = new Set(
  (
    'conf cnf cfg ini toml yaml yml json jsonc xml properties env sql sh bash zsh py js mjs cjs ts rb php pl lua go rs java ' +
    'html htm css txt md csv tsv log pem crt cer key csr p12 pfx jks gz tgz tar zip bz2 xz zst jar war db sqlite sqlite3 ' +
    'tmpl tpl j2 template sock service timer lock png jpg jpeg svg ico pdf htpasswd'
  ).split(' '),
)
const fileNames = new Set([
  '.env',
  '.npmrc',
  '.netrc',
  '.pgpass',
  '.htpasswd',
  '.gitconfig',
  '.bashrc',
  '.dockerignore',
  'Caddyfile',
  'Dockerfile',
  'Makefile',
  'Procfile',
  'authorized_keys',
  'known_hosts',
  'id_rsa',
  'id_ed25519',
])

/** Whether a mount is meant to be of a file, going by the names on both sides. */
export function looksLikeFile(source: string, target: string): boolean {
  return !target.endsWith('/') && (isFileName(source) || isFileName(target))
}

function isFileName(path: string): boolean {
  const name = posix.basename(path)
  return fileNames.has(name) || fileEndings.has(posix.extname(name).slice(1).toLowerCase())
}

/** A file that is missing is refused, unless it may still come; that a folder will be made is said. */
export function missingSource(
  { service, source, target, expected, path, writer }: MountSource,
  origins: Origins,
): Diagnostic {
  const span = origins.of(path)?.span ?? origins.of(path.slice(0, 2))?.span
  const place = span === undefined ? {} : { span }
  const what = `"${source}", which service "${service}" mounts as ${target}, is not there`
  if (expected === 'folder') {
    return {
      code: 'CMP431',
      severity: 'warning',
      message: `${what}: the engine makes a folder, which belongs to root`,
      hint: `make it yourself beforehand: mkdir -p "${source}"`,
      ...place,
    }
  }
  if (writer !== undefined) {
    return {
      code: 'CMP431',
      severity: 'warning',
      message: `${what} yet`,
      hint: `if service "${writer}" does not put it there, the engine makes a folder of this name`,
      ...place,
    }
  }
  const hint =
    expected === 'file'
      ? 'create it, or correct the path: an engine would make a folder of this name'
      : 'create it, or correct the path'
  return { code: 'CMP431', severity: 'error', message: what, hint, ...place }
}
