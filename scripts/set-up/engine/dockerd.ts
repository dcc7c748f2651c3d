import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findProgram, runCommand } from '../command.ts'
import { say, SetUpError } from '../print.ts'
import { answers } from './api.ts'
import { daemonProblem, startDaemon } from './daemon.ts'
import type { Daemon, DaemonStart } from './daemon.ts'
import { localEngine } from './find.ts'
import type { FoundEngine } from './find.ts'
import { choosePacketFilter } from './packet-filter.ts'

/** Starts the installed Docker daemon: by systemd where that runs the machine, else by ourselves. Only for root. */
export async function startDockerd(): Promise<FoundEngine> {
  const engine = await localEngine('/var/run/docker.sock', 'the system Docker socket answers')
  const running = findRunningDockerd()
  if (running === undefined && existsSync('/run/systemd/system')) startService()
  else if (running === undefined) await startOwnDockerd(engine)
  await waitForSocket(engine, running)
  return engine
}

function startService(): void {
  say('Starting Docker: systemctl start docker')
  const { ok, errors } = runCommand('systemctl', ['start', 'docker'])
  if (!ok) throw new SetUpError(`Docker did not start:\n${errors.trim()}\nMore: journalctl --unit docker`)
}

async function startOwnDockerd({ address, connection }: FoundEngine): Promise<void> {
  mountControlGroups()
  const filter = choosePacketFilter()
  const daemon: Daemon = {
    program: findProgram('dockerd') ?? 'dockerd',
    args: ['--host', address, ...filter.args],
    env: filter.env,
    connection,
  }
  say(`Starting ${daemon.program} ${daemon.args.join(' ')}`)
  const first = await startDaemon('dockerd', daemon)
  const start = first.ok || !needsPlainStorage(first.log) ? first : await startWithPlainStorage(daemon)
  if (!start.ok) throw daemonProblem('dockerd', start)
  say(`It goes on running after this command; its log: ${start.logFile}`)
}

// On a file system that overlay cannot lie upon, such as another overlay, files are copied: slow, but it works anywhere.
function needsPlainStorage(log: string): boolean {
  return /error initializing graphdriver|driver not supported|overlay.*invalid argument/i.test(log)
}

function startWithPlainStorage(daemon: Daemon): Promise<DaemonStart> {
  say('  its storage driver does not work here; trying again with --storage-driver vfs')
  return startDaemon('dockerd', { ...daemon, args: [...daemon.args, '--storage-driver', 'vfs'] })
}

// A machine without an init system may not have mounted them; without them no container can be made.
function mountControlGroups(): void {
  if (/ cgroup2? /.test(readFileSync('/proc/mounts', 'utf8'))) return
  say('Mounting the control groups: mount -t cgroup2 cgroup2 /sys/fs/cgroup')
  const { ok, errors } = runCommand('mount', ['-t', 'cgroup2', 'cgroup2', '/sys/fs/cgroup'])
  if (!ok)
    throw new SetUpError(
      `No control groups are mounted and they cannot be:\n${errors.trim()}\nDocker cannot run here.`,
    )
}

// Two daemons in one network namespace would fight over the bridge and the packet filter's rules.
function findRunningDockerd(): number | undefined {
  const here = readlinkSync('/proc/self/ns/net')
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = ids.find((id) => readProcess(id, 'comm') === 'dockerd' && readProcess(id, 'ns/net') === here)
  return found === undefined ? undefined : Number(found)
}

function readProcess(id: string, part: 'comm' | 'ns/net'): string | undefined {
  const path = join('/proc', id, part)
  try {
    return part === 'comm' ? readFileSync(path, 'utf8').trim() : readlinkSync(path)
  } catch {
    return undefined // it has ended meanwhile
  }
}

async function waitForSocket(
  { address, connection }: FoundEngine,
  running: number | undefined,
): Promise<void> {
  const deadlineMs = Date.now() + 30_000
  while (!(await answers(connection))) {
    if (Date.now() > deadlineMs) throw new SetUpError(silentText(address, running))
    await pause(200)
  }
}

function silentText(address: string, running: number | undefined): string {
  if (running === undefined)
    return `Docker was started but does not answer at ${address}. More: journalctl --unit docker`
  return [
    `A dockerd is running (process ${running}) but does not answer at ${address}; a second one would fight with it.`,
    'Set DOCKER_HOST to where it listens, or end it and run this command again.',
  ].join('\n')
}
