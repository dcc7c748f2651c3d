// `npm run compat [-- PATTERN... --interop --verbose --json FILE --list --reasons]`: the same commands with Gantry and with Docker Compose on the same engine;
// exit codes, results and what is left on the engine are compared. Ends with 1 when a difference has no reason in test/compat/differences.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { onlyOne } from '../bench/only-one.ts'
import { findPeer, gantryTool } from '../bench/tools.ts'
import type { Tool } from '../bench/tools.ts'
import { compareRecords } from '../test/compat/compare-scenario.ts'
import { ruleFor, rules } from '../test/compat/differences.ts'
import { cleanUp, runScenario } from '../test/compat/run-scenario.ts'
import type { Arena } from '../test/compat/carry-out.ts'
import type { Difference } from '../test/compat/compare.ts'
import { takeOver } from '../test/compat/interop.ts'
import type { Scenario } from '../test/compat/scenario.ts'
import { scenarios } from '../test/compat/scenarios.ts'
import { buildProgram } from './set-up/build.ts'
import { describeEngine } from './set-up/engine/api.ts'
import { findEngine } from './set-up/engine/find.ts'
import { runScript, say, SetUpError } from './set-up/print.ts'

await runScript(async () => {
  const { values, positionals } = parseArgs({
    options: {
      interop: { type: 'boolean', default: false },
      json: { type: 'string' },
      list: { type: 'boolean' },
      reasons: { type: 'boolean' },
      verbose: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const chosen = scenarios.filter(
    ({ name }) => positionals.length === 0 || positionals.some((pattern) => new RegExp(pattern).test(name)),
  )
  if (values.list) return print(chosen.map(({ name }) => name))
  if (values.reasons) return print(rules.map(({ reason }) => reason))
  const found = await compareAll(chosen, values)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`)
  return summary(chosen, found, values.interop)
})

function print(lines: readonly string[]): number {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
  return 0
}

interface Mode {
  /** One tool takes over what the other has started, instead of both doing the same. */
  readonly interop: boolean
  readonly verbose: boolean
}

async function compareAll(
  chosen: readonly Scenario[],
  { interop, verbose }: Mode,
): Promise<readonly Difference[]> {
  await buildProgram()
  const [gantry, peer] = [gantryTool(), findPeer()]
  if (!peer)
    throw new SetUpError(
      'There is no `docker compose` to compare with. GANTRY_BENCH_PEER names another command.',
    )
  for (const { name, version, command } of [gantry, peer]) say(`${name}: ${command.join(' ')} (${version})`)
  return withArena(async (arena) => {
    const found: Difference[] = []
    for (const scenario of chosen)
      found.push(
        ...(interop
          ? await bothWays(arena, { scenario, gantry, peer, verbose })
          : await compareOne(arena, { scenario, gantry, peer, verbose })),
      )
    return found
  })
}

async function withArena<T>(work: (arena: Arena) => Promise<T>): Promise<T> {
  const engine = await findEngine()
  if (!engine) throw new SetUpError('No container engine answers. "npm run quickstart" starts one.')
  using _lock = onlyOne('comparison')
  say(`engine: ${await describeEngine(engine.connection)}`)
  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort(new SetUpError('Interrupted'))
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const arena: Arena = {
    engine: engine.connection,
    prefix: 'gantry-compat',
    folder: mkdtempSync(join(tmpdir(), 'gantry-compat-')),
    // Where the releases of Docker Compose hash differently, ours does as the one that it is compared with.
    env: { ...process.env, DOCKER_HOST: engine.address, GANTRY_CONFIG_HASH: '2.40' },
    signal: interruption.signal,
  }
  try {
    return await work(arena)
  } finally {
    await cleanUp(arena)
    rmSync(arena.folder, { recursive: true })
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

interface Comparison {
  readonly scenario: Scenario
  readonly gantry: Tool
  readonly peer: Tool
  readonly verbose: boolean
}

async function compareOne(
  arena: Arena,
  { scenario, gantry, peer, verbose }: Comparison,
): Promise<readonly Difference[]> {
  const theirs = await runScenario(arena, scenario, peer)
  const ours = await runScenario(arena, scenario, gantry)
  const found = compareRecords(scenario.name, ours, theirs)
  const unexplained = found.filter((difference) => ruleFor(difference) === undefined)
  say(`${unexplained.length === 0 ? 'same  ' : 'DIFFER'} ${scenario.name}`)
  for (const difference of unexplained) say(differenceText(difference))
  const isShown = (index: number): boolean =>
    verbose || unexplained.some((one) => one.step === ours[index]?.step && one.what !== 'engine')
  for (const [index, record] of ours.entries()) {
    if (!isShown(index)) continue
    say(errorText('ours', record.step, record.errors))
    say(errorText('theirs', record.step, theirs[index]?.errors ?? ''))
  }
  return found
}

async function bothWays(
  arena: Arena,
  { scenario, gantry, peer }: Comparison,
): Promise<readonly Difference[]> {
  const theirsFirst = await takeOver(arena, scenario, { starter: peer, other: gantry })
  const oursFirst = await takeOver(arena, scenario, { starter: gantry, other: peer })
  if (theirsFirst === undefined && oursFirst === undefined) return []
  const found = [...(theirsFirst ?? []), ...(oursFirst ?? [])]
  const unexplained = found.filter((difference) => ruleFor(difference) === undefined)
  say(`${unexplained.length === 0 ? 'taken over' : 'DIFFER    '} ${scenario.name}`)
  for (const difference of unexplained) say(differenceText(difference))
  return found
}

function differenceText({ step, what, path, ours, theirs }: Difference): string {
  return [
    `    ${step}: ${what} ${path}`,
    `      ours    ${shortened(ours)}`,
    `      theirs  ${shortened(theirs)}`,
  ].join('\n')
}

/** Whole resources are long; --json has them in full. */
function shortened(text = '-'): string {
  return text.length > 300 ? `${text.slice(0, 300)}...` : text
}

function errorText(side: string, step: string, errors: string): string {
  const lines = errors.trim().split('\n').slice(-12)
  return [`    ${step}: standard error, ${side}`, ...lines.map((line) => `      | ${line}`)].join('\n')
}

function summary(chosen: readonly Scenario[], found: readonly Difference[], interop: boolean): number {
  const unexplained = found.filter((difference) => ruleFor(difference) === undefined)
  const used = new Set(found.map((difference) => ruleFor(difference)))
  const idle = chosen.length === scenarios.length && !interop ? rules.filter((rule) => !used.has(rule)) : []
  const differing = new Set(unexplained.map(({ scenario }) => scenario)).size
  print([
    `${chosen.length} scenarios${interop ? ' taken over both ways' : ''}, ${differing} with differences that have no reason (${unexplained.length})`,
    ...rules
      .filter((rule) => used.has(rule))
      .map((rule) => `on purpose (${found.filter((one) => ruleFor(one) === rule).length}): ${rule.reason}`),
    ...idle.map(({ reason }) => `no longer seen: ${reason}`),
  ])
  return unexplained.length === 0 ? 0 : 1
}
