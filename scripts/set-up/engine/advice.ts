import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { findProgram } from '../command.ts'

/** The commands that give this system a container engine, for a person to type. */
export function howToGetAnEngine(): string {
  const commands = commandsFor(process.platform, systemNames())
  return [
    'No container engine answers, and none could be started from here. On this system:',
    ...commands.map((one) => `  ${one}`),
    'Then run the same command again.',
  ].join('\n')
}

/** The names of this Linux distribution and of those it is like: "ubuntu debian". */
export function systemNames(file = '/etc/os-release'): readonly string[] {
  if (!existsSync(file)) return []
  const text = readFileSync(file, 'utf8')
  return ['ID', 'ID_LIKE'].flatMap((key) => {
    const value = new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? ''
    return value
      .replaceAll('"', '')
      .split(' ')
      .filter((name) => name !== '')
  })
}

function commandsFor(platform: NodeJS.Platform, names: readonly string[]): readonly string[] {
  if (platform === 'darwin') return ['brew install colima docker', 'colima start']
  if (platform === 'win32') return ['wsl --install', 'and, inside it: sudo npm run quickstart']
  const isRoot = userInfo().uid === 0
  const start = existsSync('/run/systemd/system') ? 'systemctl start docker' : 'service docker start'
  const install = Object.entries(installCommands).find(([name]) => names.includes(name))?.[1]
  const commands = [
    ...(findProgram('dockerd') ? [] : [install ?? 'install docker with the package manager of this system']),
    start,
    ...(isRoot ? [] : ['usermod --append --groups docker "$USER"    # then log out and in again']),
  ]
  return commands.map((command) => (isRoot ? command : `sudo ${command}`))
}

const installCommands: Readonly<Record<string, string>> = {
  debian: 'apt-get install docker.io',
  fedora: 'dnf install moby-engine',
  alpine: 'apk add docker',
  arch: 'pacman -S docker',
  suse: 'zypper install docker',
}
