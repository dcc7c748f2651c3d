import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { projectEnd, removeContainers, removeProject } from '../../bench/leftovers.ts'
import type { Tool } from '../../bench/tools.ts'
import { callEngine } from '../../scripts/set-up/engine/api.ts'
import type { Connection } from '../../src/engine/docker/connection.ts'
import { engineState } from './engine-state.ts'
import type { Value } from './engine-state.ts'
import { normaliseOutput, sortLines } from './normalise.ts'
import { stepText, wordsOf } from './scenario.ts'
import type { CommandStep, EngineStep, Files, Scenario, Step } from './scenario.ts'

export interface Arena {
  readonly engine: Connection
  /** Names of projects begin with this. Nothing else on the engine is looked at or removed. */
  readonly prefix: string
  /** Below it each scenario has its folder, at the same place for both tools. */
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
}

/** What one tool did in one step. */
export interface StepRecord {
  readonly step: string
  readonly exitCode: number
  readonly output: string
  readonly errors: string
  readonly state: Value
}

/** Runs the steps with one tool, in a fresh folder and on an engine without anything of the scenario's, and cleans up. */
export async function runScenario(
  arena: Arena,
  scenario: Scenario,
  tool: Tool,
): Promise<readonly StepRecord[]> {
  const folder = join(arena.folder, `${arena.prefix}-${slug(scenario.name)}`)
  await cleanUp(arena)
  rmSync(folder, { recursive: true, force: true })
  try {
    provideProject(folder, scenario.project)
    const records: StepRecord[] = []
    const start = new Date()
    for (const step of scenario.steps) {
      const outcome = await carryOut(arena, { folder, step, tool, start })
      if (scenario.endsByItself) await projectEnd(arena.engine, basename(folder))
      records.push({ step: stepText(step), ...outcome, state: await engineState(arena.engine, arena.prefix) })
    }
    return records
  } finally {
    await cleanUp(arena)
  }
}

/** Removes every project whose name begins with the arena's prefix. */
export async function cleanUp({ engine, prefix }: Arena): Promise<void> {
  const projects = new Set<string>()
  for (const path of ['/containers/json?all=1', '/networks', '/volumes']) {
    const { text } = await callEngine(engine, { method: 'GET', path, silenceMs: 60_000 })
    for (const [, name = ''] of text.matchAll(/"com\.docker\.compose\.project":"([^"]+)"/g))
      if (name.startsWith(prefix)) projects.add(name)
  }
  // A container of one may be in the network of another.
  for (const project of projects) await removeContainers(engine, project)
  for (const project of projects) await removeProject(engine, project)
}

/** The scenario's name as part of a project name. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function provideProject(folder: string, project: Scenario['project']): void {
  if (typeof project === 'string') return writeFiles(folder, { 'compose.yaml': project })
  if (isFolder(project)) return cpSync(resolve(project.folder), folder, { recursive: true })
  writeFiles(folder, project)
}

function isFolder(project: Files | { readonly folder: string }): project is { readonly folder: string } {
  return Object.keys(project).join() === 'folder'
}

function writeFiles(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

interface StepRun {
  readonly folder: string
  readonly step: Step
  readonly tool: Tool
  readonly start: Date
}

const nothing = { exitCode: 0, output: '', errors: '' }

async function carryOut(arena: Arena, { step, ...run }: StepRun): Promise<typeof nothing> {
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

interface CommandRun {
  readonly folder: string
  readonly tool: Tool
  readonly command: CommandStep
  readonly start: Date
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
const unordered = ['logs', 'up', 'stats', 'volumes', '--services', '--images', '--volumes', '--networks']

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
