// `npm run bench [-- CASE... --rounds N --json FILE --list]`: Gantry beside Docker Compose on the same engine, by turns.
// Medians and ratios on standard output; the exit code says only whether every case could be run. docs/benchmarks.md explains.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cases } from '../bench/cases.ts'
import type { BenchCase } from '../bench/cases.ts'
import { contestantsOf } from '../bench/contestant.ts'
import { CommandFailed } from '../bench/measure.ts'
import { onlyOne } from '../bench/only-one.ts'
import { caseResult } from '../bench/result.ts'
import type { CaseResult } from '../bench/result.ts'
import { runCase } from '../bench/run-case.ts'
import { clearStage } from '../bench/stage.ts'
import type { Stage } from '../bench/stage.ts'
import { resultTable } from '../bench/table.ts'
import { findPeer, gantryTool } from '../bench/tools.ts'
import type { Tool } from '../bench/tools.ts'
import { buildProgram } from './set-up/build.ts'
import { describeEngine, hasImage } from './set-up/engine/api.ts'
import { findEngine } from './set-up/engine/find.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'

interface Choices {
  readonly chosen: readonly BenchCase[]
  readonly rounds: number | undefined
  readonly json: string | undefined
}

await runScript(async () => {
  const choices = readArguments()
  if (choices === 'list') return listCases()
  if (!process.env['GANTRY_BENCH_COMMAND']) await buildProgram()
  const tools = toolsOnTrial()
  const { results, failed } = await withStage((stage, folder) => runAll(stage, folder, tools, choices))
  process.stdout.write(`${resultTable(results)}\n`)
  if (choices.json !== undefined) writeFileSync(choices.json, `${JSON.stringify(results, null, 2)}\n`)
  return failed ? 1 : 0
})

function readArguments(): Choices | 'list' {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string' }, json: { type: 'string' }, list: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.list) return 'list'
  const unknown = positionals.filter((name) => !cases.some((one) => one.name === name))
  if (unknown.length > 0) throw new SetUpError(`No such case: ${unknown.join(', ')}. --list names all`)
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
    throw new SetUpError(`--rounds takes a number of rounds, not "${values.rounds}"`)
  const chosen = cases.filter((one) =>
    positionals.length > 0 ? positionals.includes(one.name) : !one.isOptional,
  )
  return { chosen, rounds, json: values.json }
}

function listCases(): number {
  for (const { name, summary, isOptional } of cases)
    process.stdout.write(`${name.padEnd(20)} ${summary}${isOptional ? ' (only when named)' : ''}\n`)
  return 0
}

function toolsOnTrial(): readonly Tool[] {
  const peer = findPeer()
  const tools = peer ? [gantryTool(), peer] : [gantryTool()]
  for (const { name, version, command } of tools) say(`${name}: ${command.join(' ')} (${version})`)
  if (tools.length === 1)
    say('There is no `docker compose` (GANTRY_BENCH_PEER names another command), so only Gantry is measured.')
  return tools
}

// Whatever happens, and also when interrupted, no container and no file is left behind.
async function withStage<T>(work: (stage: Stage, folder: string) => Promise<T>): Promise<T> {
  const engine = await findEngine()
  if (!engine) throw new SetUpError('No container engine answers. "npm run quickstart" starts one.')
  if (!(await hasImage(engine.connection, 'busybox')))
    throw new SetUpError('The engine has no image busybox. "npm run images" provides it.')
  using _lock = onlyOne('benchmark')
  say(`engine: ${await describeEngine(engine.connection)}`)
  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort(new SetUpError('Interrupted'))
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const env = { ...process.env, DOCKER_HOST: engine.address }
  const stage: Stage = { engine: engine.connection, env, signal: interruption.signal, states: new Map() }
  const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-'))
  try {
    return await work(stage, folder)
  } finally {
    await clearStage(stage)
    rmSync(folder, { recursive: true })
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

async function runAll(
  stage: Stage,
  folder: string,
  tools: readonly Tool[],
  { chosen, rounds }: Choices,
): Promise<{ readonly results: readonly CaseResult[]; readonly failed: boolean }> {
  const results: CaseResult[] = []
  for (const one of chosen) {
    const times = rounds ?? one.rounds
    say(`${one.name}: ${one.summary}, ${times} rounds`)
    try {
      results.push(caseResult(one, await runCase(stage, one, contestantsOf(one, tools, folder), times)))
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error
      say(`  could not be run: ${error.message}`)
    }
  }
  return { results, failed: results.length < chosen.length }
}
