import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'

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
  const known = Object.entries(installCommands).find(([name]) => names.includes(name))
  const sudo = userInfo().uid === 0 ? '' : 'sudo '
  const commands = known?.[1] ?? [
    'install docker or podman with the package manager of this system',
    'dockerd',
  ]
  return commands.map((command) => `${sudo}${command}`)
}

const installCommands: Readonly<Record<string, readonly string[]>> = {
  debian: [
    'apt-get install docker.io',
    'systemctl start docker',
    'usermod --append --groups docker "$USER"    # then log out and in again',
  ],
  fedora: ['dnf install moby-engine', 'systemctl start docker'],
  rhel: ['dnf install podman', 'systemctl start podman.socket'],
  alpine: ['apk add docker', 'service docker start'],
  arch: ['pacman -S docker', 'systemctl start docker'],
  suse: ['zypper install docker', 'systemctl start docker'],
}
