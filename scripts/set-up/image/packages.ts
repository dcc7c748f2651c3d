import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, runCommand } from '../command.ts'
import { cacheFolder } from '../places.ts'
import { say, SetUpError } from '../print.ts'

export interface Package {
  readonly name: string
  readonly version: string
}

/** Whether this machine has Debian's package tools, with which images can be made from packages. */
export function canReadPackages(): boolean {
  return findProgram('apt-get') !== undefined && findProgram('dpkg-deb') !== undefined
}

/** These packages and all that they depend on, of the machine's own distribution. */
export function resolvePackages(names: readonly string[]): readonly Package[] {
  readPackageLists()
  const { ok, output, errors } = apt(['-s', '-q', 'install', ...names])
  if (!ok) throw new SetUpError(`This distribution cannot provide ${names.join(', ')}:\n${errors.trim()}`)
  return [...output.toString().matchAll(/^Inst (\S+) .*?\((\S+) /gm)].map(([, name = '', version = '']) => ({
    name,
    version,
  }))
}

/** The files of these packages as tar archives, downloaded and verified by apt. */
export function fetchPackages(packages: readonly Package[]): readonly Uint8Array[] {
  const folder = join(aptFolder(), 'packages')
  mkdirSync(folder, { recursive: true })
  const missing = packages.filter((one) => !packageFile(folder, one))
  if (missing.length > 0) {
    const { ok, errors } = apt(
      ['-qq', 'download', ...missing.map(({ name, version }) => `${name}=${version}`)],
      folder,
    )
    if (!ok) throw new SetUpError(`Packages could not be downloaded:\n${errors.trim()}`)
  }
  return packages.map((one) => readPackage(packageFile(folder, one) ?? one.name))
}

function readPackage(path: string): Uint8Array {
  const { ok, output, errors } = runCommand('dpkg-deb', ['--fsys-tarfile', path])
  if (!ok) throw new SetUpError(`The package ${path} cannot be read:\n${errors.trim()}`)
  return output
}

// apt writes the colon of a version's epoch as %3a.
function packageFile(folder: string, { name, version }: Package): string | undefined {
  const start = `${name}_${version.replace(':', '%3a')}_`
  const found = readdirSync(folder).find((file) => file.startsWith(start) && file.endsWith('.deb'))
  return found && join(folder, found)
}

// A list older than a day may name files that the mirror has replaced since.
function readPackageLists(): void {
  const stamp = join(aptFolder(), 'lists-read')
  if (existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < 86_400_000) return
  say('Reading the package lists of this distribution')
  writeAptConfiguration()
  const { ok, errors } = apt(['-qq', 'update'])
  if (!ok)
    throw new SetUpError(`The package lists cannot be read ("apt-get update" fails too?):\n${errors.trim()}`)
  writeFileSync(stamp, '')
}

// Lists and caches of our own and an empty package database: the system's are neither changed nor seen, root is not needed,
// and dependencies are resolved as for a machine with nothing on it. The sources and keys are the machine's.
function writeAptConfiguration(): void {
  const folder = aptFolder()
  for (const name of ['lists/partial', 'archives/partial']) mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'status'), '')
  const settings = {
    'Dir::State': folder,
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'Dir::Cache::archives': join(folder, 'archives'),
    'Debug::NoLocking': 'true',
    'APT::Sandbox::User': '',
    'APT::Install-Recommends': 'false',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  }
  const lines = Object.entries(settings).map(([key, value]) => `${key} "${value}";\n`)
  writeFileSync(join(folder, 'apt.conf'), lines.join(''))
}

function apt(args: readonly string[], cwd = aptFolder()): ReturnType<typeof runCommand> {
  return runCommand('apt-get', args, {
    cwd,
    env: { ...process.env, APT_CONFIG: join(aptFolder(), 'apt.conf'), LC_ALL: 'C' },
  })
}

function aptFolder(): string {
  return join(cacheFolder(), 'apt')
}
