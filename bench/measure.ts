import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../scripts/set-up/command.ts'

/** What one run of a command took; of a program that starts others, all of them together (memory: the largest one). */
export interface Sample {
  readonly wallMs: number
  readonly cpuMs: number
  /** Absent where GNU time is not installed. */
  readonly maxRssKb?: number
}

export class CommandFailed extends Error {}

/**
 * Runs a command to its end and measures it; its output goes nowhere. The wall time is taken here; processor time and memory come
 * from GNU time (to 10 ms, as the kernel counts it for the process and its descendants), else from the shell's `times`.
 * Throws `CommandFailed` with what the command wrote to standard error; rejects when aborted, after the command has ended.
 */
export async function measure(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Sample> {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-'))
  try {
    const usage = join(folder, 'usage')
    const meter = chosenMeter()
    const errors = join(folder, 'errors')
    const { code, wallMs } = await runToEnd({ command: meter.wrap(usage, command), env, errors, signal })
    signal.throwIfAborted()
    if (code !== 0) throw new CommandFailed(problemText(command, code, readFileSync(errors, 'utf8')))
    return { wallMs, ...meter.read(readFileSync(usage, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Meter {
  wrap(usageFile: string, command: readonly string[]): readonly string[]
  read(usage: string): Omit<Sample, 'wallMs'>
}

const gnuTime: Meter = {
  wrap: (file, command) => ['/usr/bin/time', '--format=%U %S %M', `--output=${file}`, ...command],
  read: (usage) => {
    const [user, system, rss] = (usage.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
    return { cpuMs: ((user ?? 0) + (system ?? 0)) * 1000, maxRssKb: rss ?? 0 }
  },
}

const shellTimes: Meter = {
  wrap: (file, command) => ['/bin/sh', '-c', '"$@"; code=$?; times >"$0"; exit $code', file, ...command],
  read: (usage) => {
    const ofChildren = usage.trim().split('\n').at(-1) ?? ''
    const times = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)]
    return { cpuMs: times.reduce((sum, [, m, s]) => sum + Number(m) * 60_000 + Number(s) * 1000, 0) }
  },
}

function chosenMeter(): Meter {
  const { ok, output, errors } = runCommand('/usr/bin/time', ['--version'])
  return ok && `${output.toString()}${errors}`.includes('GNU') ? gnuTime : shellTimes
}

interface Run {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly errors: string
  readonly signal: AbortSignal
}

function runToEnd(run: Run): Promise<{ readonly code: number; readonly wallMs: number }> {
  const [program = '', ...args] = run.command
  const errors = openSync(run.errors, 'w')
  return new Promise((done, fail) => {
    const started = process.hrtime.bigint()
    // A group of its own, so that an interruption ends the command and whatever it started.
    const child = spawn(program, args, { env: run.env, stdio: ['ignore', 'ignore', errors], detached: true })
    closeSync(errors)
    const stop = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }
    run.signal.addEventListener('abort', stop, { once: true })
    child.on('error', fail)
    child.on('exit', (code) => {
      const wallMs = Number(process.hrtime.bigint() - started) / 1e6
      run.signal.removeEventListener('abort', stop)
      done({ code: code ?? 1, wallMs })
    })
  })
}

function problemText(command: readonly string[], code: number, errors: string): string {
  return `"${command.join(' ')}" ended with ${code}:\n${errors.trim().split('\n').slice(-5).join('\n')}`
}
