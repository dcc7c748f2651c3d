import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const program = resolve('dist/compose.js')

export interface ComposeRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface ComposeOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the built command to its end. */
export function runCompose(args: readonly string[], { cwd, env }: ComposeOptions): Promise<ComposeRun> {
  return new Promise((done, fail) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 28 }
    execFile(process.execPath, ['--', program, ...args], options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') fail(error)
      else done({ code: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

/** Runs the built command until it has written that many lines that match, then ends it; its lines so far. */
export async function readUntil(
  args: readonly string[],
  options: ComposeOptions,
  wanted: { readonly line: RegExp; readonly times: number },
): Promise<readonly string[]> {
  const env = { ...process.env, ...options.env }
  const child = spawn(process.execPath, ['--', program, ...args], {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const lines: string[] = []
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      if (lines.filter((one) => wanted.line.test(one)).length === wanted.times) return lines
    }
    throw new Error(`"compose ${args.join(' ')}" ended too early:\n${lines.join('\n')}`)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
