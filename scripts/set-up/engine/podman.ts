import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { findProgram } from '../command.ts'
import { say, SetUpError } from '../print.ts'
import { daemonProblem, startDaemon } from './daemon.ts'
import { localEngine } from './find.ts'
import type { FoundEngine } from './find.ts'

/** Starts the API of an installed Podman, for this user, where the command looks for it. */
export async function startPodman(): Promise<FoundEngine> {
  const path = socketPath()
  const engine = await localEngine(path, 'the Podman socket answers')
  const program = findProgram('podman') ?? 'podman'
  const args = ['system', 'service', '--time', '0', engine.address]
  say(`Starting ${program} ${args.join(' ')}`)
  mkdirSync(dirname(path), { recursive: true })
  const start = await startDaemon('podman', { program, args, connection: engine.connection })
  if (!start.ok) throw daemonProblem('podman', start)
  if (!existsSync('/run/systemd/system')) startHealthchecks(path)
  say(`It goes on running after this command; its log: ${start.logFile}`)
  return engine
}

function startHealthchecks(path: string): void {
  say('  and a program that runs the healthchecks of its containers, which are for systemd to run otherwise')
  spawn(process.execPath, ['scripts/run.mjs', 'podman-health', path], {
    detached: true,
    stdio: 'ignore',
  }).unref()
}

function socketPath(): string {
  if (userInfo().uid === 0) return '/run/podman/podman.sock'
  const runtime = process.env['XDG_RUNTIME_DIR']
  if (runtime) return join(runtime, 'podman/podman.sock')
  throw new SetUpError(
    'Podman is installed, but XDG_RUNTIME_DIR is not set, so there is no place for its socket. Log in anew, or: export XDG_RUNTIME_DIR=/run/user/$(id -u)',
  )
}
