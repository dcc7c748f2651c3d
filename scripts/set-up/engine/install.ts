import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { findProgram, runCommand } from '../command.ts'
import { say, SetUpError } from '../print.ts'
import { systemNames } from './advice.ts'

const policy = '/usr/sbin/policy-rc.d'

/** Whether this is a Debian or a relative of it. */
export function canInstallDocker(): boolean {
  return findProgram('apt-get') !== undefined && systemNames().includes('debian')
}

/** Installs the distribution's Docker. What is going to happen is said first; nobody is asked. */
export function installDocker(): void {
  say('No container engine is installed. Installing the distribution\'s own ("apt-get install docker.io"):')
  withoutStartingServices(() => {
    aptGet(['update', '-qq'])
    aptGet([
      'install',
      '--yes',
      '-qq',
      '--no-install-recommends',
      '--no-upgrade',
      'docker.io',
      'ca-certificates',
    ])
  })
}

function aptGet(args: readonly string[]): void {
  say(`  apt-get ${args.join(' ')}`)
  const { ok, output, errors } = runCommand('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1', LC_ALL: 'C.UTF-8' },
  })
  if (ok) return
  throw new SetUpError(
    `"apt-get ${args.join(' ')}" did not succeed:\n${output.toString().slice(-2000)}${errors.trim()}`,
  )
}

// Without systemd the package would start its daemon by a script of the old kind, with a log and a lifetime that nobody
// here knows of; where it is allowed to is decided by this file. spec: invoke-rc.d(8)
function withoutStartingServices(install: () => void): void {
  if (existsSync('/run/systemd/system') || existsSync(policy)) {
    install()
    return
  }
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    install()
  } finally {
    rmSync(policy, { force: true })
  }
}
