import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { findProgram } from '../command.ts'

export interface Machine {
  readonly platform: NodeJS.Platform
  /** As `systemNames` gives them. */
  readonly names: readonly string[]
  readonly isRoot: boolean
  readonly hasSystemd: boolean
  readonly hasDockerd: boolean
}

/** For people: that there is no engine, and the commands that give this machine one. */
export function howToGetAnEngine(): string {
  const commands = commandsFor({
    platform: process.platform,
    names: systemNames(),
    isRoot: userInfo().uid === 0,
    hasSystemd: existsSync('/run/systemd/system'),
    hasDockerd: findProgram('dockerd') !== undefined,
  })
  return [
    'No container engine answers, and none could be started from here. On this system:',
    ...commands.map((one) => `  ${one}`),
    'Then run the same command again.',
  ].join('\n')
}

export function commandsFor({ platform, names, isRoot, hasSystemd, hasDockerd }: Machine): readonly string[] {
  if (platform === 'darwin') return ['brew install colima docker', 'colima start']
  if (platform === 'win32') return ['wsl --install', 'and, inside it: sudo npm run quickstart']
  const install = Object.entries(installCommands).find(([name]) => names.includes(name))?.[1]
  const commands = [
    ...(hasDockerd ? [] : [install ?? 'install docker with the package manager of this system']),
    hasSystemd ? 'systemctl start docker' : 'service docker start',
    ...(isRoot ? [] : ['usermod --append --groups docker "$USER"    # then log out and in again']),
  ]
  return commands.map((command) => (isRoot ? command : `sudo ${command}`))
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

const installCommands: Readonly<Record<string, string>> = {
  debian: 'apt-get install docker.io',
  fedora: 'dnf install moby-engine',
  alpine: 'apk add docker',
  arch: 'pacman -S docker',
  suse: 'zypper install docker',
}
