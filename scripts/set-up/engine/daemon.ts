import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../../../src/engine/docker/connection.ts'
import { stateFolder } from '../places.ts'
import { SetUpError } from '../print.ts'
import { answers } from './api.ts'

export interface Daemon {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly connection: Connection
}

export type DaemonStart =
  | { readonly ok: true; readonly logFile: string }
  | { readonly ok: false; readonly log: string; readonly logFile: string }

/** Starts a program that outlives this one, in a session of its own, and waits until its API answers or it ends. */
export async function startDaemon(name: string, daemon: Daemon): Promise<DaemonStart> {
  const logFile = join(stateFolder(), `${name}.log`)
  mkdirSync(stateFolder(), { recursive: true })
  const log = openSync(logFile, 'a')
  writeSync(log, `=== ${new Date().toISOString()} ${daemon.program} ${daemon.args.join(' ')}\n`)
  const startOfLog = statSync(logFile).size
  const child = spawn(daemon.program, daemon.args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: daemon.env ?? process.env,
  })
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  const deadlineMs = Date.now() + 90_000
  while (Date.now() < deadlineMs) {
    if (await answers(daemon.connection)) return { ok: true, logFile }
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) break
    await pause(100)
  }
  const ended = child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  if (!ended) child.kill()
  const text = readFileSync(logFile).subarray(startOfLog).toString()
  return {
    ok: false,
    log: ended ? text : `${text}\nIt did not answer within 90 seconds and was ended.`,
    logFile,
  }
}

/** For people: that a daemon did not start, with the lines of its log that tell why. */
export function daemonProblem(
  program: string,
  { log, logFile }: { readonly log: string; readonly logFile: string },
): SetUpError {
  const lines = log.trim().split('\n')
  const telling = lines.filter((line) => /level=(error|fatal|warning)|fail|error|did not/i.test(line))
  const shown = [...new Set([...telling.slice(-8), ...lines.slice(-5)])]
  return new SetUpError(
    [
      `${program} did not start. The last lines of its log (${logFile}):`,
      ...shown.map((line) => `  ${line}`),
    ].join('\n'),
  )
}
