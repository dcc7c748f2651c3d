import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, runCommand } from '../command.ts'
import { stateFolder } from '../places.ts'
import { say } from '../print.ts'

export interface PacketFilter {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** How dockerd can use the kernel's packet filter here: the usual programs, else the older kind, else not at all. */
export function choosePacketFilter(): PacketFilter {
  const path = `${process.env['PATH'] ?? ''}:${systemPath}`
  const usual = findProgram('iptables')
  if (usual && works(usual)) return { args: [], env: { ...process.env, PATH: path } }
  const legacy = findProgram('iptables-legacy')
  if (legacy && works(legacy)) {
    say(
      "This kernel has the older packet filter only: using iptables-legacy (the system's choice is not changed)",
    )
    return { args: [], env: { ...process.env, PATH: `${linkLegacyPrograms()}:${path}` } }
  }
  say('No packet filter works here: containers will not reach other machines; ports are published by a proxy')
  return {
    args: ['--iptables=false', '--ip6tables=false', '--ip-masq=false'],
    env: { ...process.env, PATH: path },
  }
}

function works(program: string): boolean {
  return runCommand(program, ['--wait', '--table', 'nat', '--list-rules']).ok
}

/** A folder in which the usual names are the older programs. */
function linkLegacyPrograms(): string {
  const folder = join(stateFolder(), 'iptables-legacy')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const version of ['iptables', 'ip6tables']) {
    for (const kind of ['', '-save', '-restore']) {
      const program = findProgram(`${version}-legacy${kind}`)
      if (program) symlinkSync(program, join(folder, `${version}${kind}`))
    }
  }
  return folder
}
