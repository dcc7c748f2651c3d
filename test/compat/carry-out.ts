import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Tool } from '../../bench/tools.ts'
import { callEngine } from '../../scripts/set-up/engine/api.ts'
import type { Connection } from '../../src/engine/docker/connection.ts'
import { normaliseOutput, sortLines } from './normalise.ts'
import { wordsOf } from './scenario.ts'
import type { CommandStep, EngineStep, Files, Step } from './scenario.ts'

export interface Arena {
  readonly engine: Connection
  /** Names of projects begin with this. Nothing else on the engine is looked at or removed. */
  readonly prefix: string
  /** Below it each scenario has its folder, at the same place for both tools. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** Where and since when a scenario is played. */
export interface Place {
  readonly folder: string
  readonly start: Date
}

/** Writes files by their path in a folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

export interface StepRun extends Place {
  readonly step: Step
  readonly tool: Tool
}

const nothing = { exitCode: 0, output: '', errors: '' }

/** One step with one tool. */
export async function carryOut(arena: Arena, { step, ...run }: StepRun): Promise<typeof nothing> {
  if (typeof step === 'string') return runCommand(arena, { ...run, command: { run: step } })
  if ('run' in step) return runCommand(arena, { ...run, command: step })
  if ('shell' in step)
    return spawned({ ...arena, ...run, command: ['sh', '-c', step.shell], options: { run: '' } })
  if ('write' in step) writeFiles(run.folder, step.write)
  else await onEngine(arena.engine, step)
  return nothing
}

async function onEngine(engine: Connection, { engine: call, body }: EngineStep): Promise<void> {
  const [method = 'GET', path = '/'] = call.split(' ')
  if (method !== 'GET' && method !== 'POST' && method !== 'DELETE')
    throw new Error(`No such method: ${method}`)
  const { status, text } = await callEngine(engine, {
    method,
    path,
    silenceMs: 60_000,
    ...(body !== undefined && {
      body: Readable.from([JSON.stringify(body)]),
      contentType: 'application/json',
    }),
  })
  if (status >= 400) throw new Error(`${call}: ${text.trim()}`)
}

interface CommandRun extends Place {
  readonly tool: Tool
  readonly command: CommandStep
}

async function runCommand(
  arena: Arena,
  { folder, tool, command, start }: CommandRun,
): Promise<typeof nothing> {
  const meanings = {
    '{project}': basename(folder),
    '{start}': start.toISOString(),
    '{now}': new Date().toISOString(),
  }
  const words = wordsOf(replaceAllOf(command.run, meanings))
  const result = await spawned({ ...arena, folder, command: [...tool.command, ...words], options: command })
  const output = normaliseOutput(result.output)
  return { ...result, output: words.some((word) => unordered.includes(word)) ? sortLines(output) : output }
}

function replaceAllOf(text: string, meanings: Readonly<Record<string, string>>): string {
  return Object.entries(meanings).reduce(
    (changed, [word, meaning]) => changed.replaceAll(word, meaning),
    text,
  )
}

/** Commands and flags whose lines Docker Compose prints in any order. */
const unordered = [
  'logs',
  'up',
  'stats',
  'events',
  'volumes',
  'viz',
  '--services',
  '--images',
  '--volumes',
  '--networks',
]

/** A command that has not ended by then hangs. */
const patienceMs = 30_000

function once(work: () => unknown): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}

interface Spawn {
  readonly folder: string
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly options: CommandStep
}

function spawned({ folder, command, env, signal, options }: Spawn): Promise<typeof nothing> {
  const [program = '', ...args] = command
  return new Promise((done, fail) => {
    // A group of its own: Docker Compose is a child of the command, and has to end with it.
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...env, PWD: folder, ...options.env },
      detached: true,
    })
    const stop = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }
    const patience = setTimeout(stop, patienceMs)
    signal.addEventListener('abort', stop, { once: true })
    const [output, errors]: [Buffer[], Buffer[]] = [[], []]
    const interrupt = once(() => child.pid !== undefined && process.kill(-child.pid, 'SIGINT'))
    const keep = (parts: Buffer[]) => (part: Buffer) => {
      parts.push(part)
      const cue = options.interruptAfter
      if (cue !== undefined && Buffer.concat(parts).includes(cue)) interrupt()
    }
    child.stdout.on('data', keep(output))
    child.stderr.on('data', keep(errors))
    child.on('error', fail)
    child.on('close', (code) => {
      clearTimeout(patience)
      signal.removeEventListener('abort', stop)
      if (signal.aborted) return fail(signal.reason)
      const [text, problems] = [Buffer.concat(output).toString(), Buffer.concat(errors).toString()]
      done({ exitCode: code ?? -1, output: text, errors: problems })
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.stdin ?? '')
  })
}
