import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commandsFor, systemNames } from '../../scripts/set-up/engine/advice.ts'

describe('systemNames', () => {
  let folder: string
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'gantry-advice-'))))
  afterEach(() => rm(folder, { recursive: true }))

  it('reads the distribution and what it is like', async () => {
    const file = join(folder, 'os-release')
    await writeFile(file, 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"\n')
    expect(systemNames(file)).toEqual(['linuxmint', 'ubuntu', 'debian'])
  })

  it('is empty where the system does not say', () => {
    expect(systemNames(join(folder, 'nowhere'))).toEqual([])
  })
})

describe('commandsFor', () => {
  const fresh = { isRoot: false, hasSystemd: true, hasDockerd: false }

  it.each([
    { names: ['ubuntu', 'debian'], install: 'sudo apt-get install docker.io' },
    { names: ['fedora'], install: 'sudo dnf install moby-engine' },
    { names: ['rocky', 'rhel', 'centos', 'fedora'], install: 'sudo dnf install moby-engine' },
    { names: ['alpine'], install: 'sudo apk add docker' },
    { names: ['manjaro', 'arch'], install: 'sudo pacman -S docker' },
  ])('installs with the package manager of $names', ({ names, install }) => {
    expect(commandsFor({ ...fresh, platform: 'linux', names })[0]).toBe(install)
  })

  it('starts an installed daemon, and lets an ordinary user in', () => {
    expect(commandsFor({ ...fresh, platform: 'linux', names: ['debian'], hasDockerd: true })).toEqual([
      'sudo systemctl start docker',
      'sudo usermod --append --groups docker "$USER"    # then log out and in again',
    ])
  })

  it('needs no sudo for root, and no systemd', () => {
    const machine = {
      platform: 'linux',
      names: ['alpine'],
      isRoot: true,
      hasSystemd: false,
      hasDockerd: false,
    } as const
    expect(commandsFor(machine)).toEqual(['apk add docker', 'service docker start'])
  })

  it('runs a Linux machine on a Mac', () => {
    expect(commandsFor({ ...fresh, platform: 'darwin', names: [] })).toEqual([
      'brew install colima docker',
      'colima start',
    ])
  })
})
