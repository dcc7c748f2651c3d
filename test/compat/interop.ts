import { basename } from 'node:path'
import type { Tool } from '../../bench/tools.ts'
import { compareTexts } from './compare.ts'
import type { Difference } from './compare.ts'
import { asFields, engineState } from './engine-state.ts'
import { projectEnd } from '../../bench/leftovers.ts'
import { carryOut } from './carry-out.ts'
import type { Arena, Place } from './carry-out.ts'
import { containerIds, withProject } from './run-scenario.ts'
import { sortLines } from './normalise.ts'
import type { CommandStep, Scenario, Step } from './scenario.ts'

/** One tool starts the project, the other takes it over. */
export interface Takeover {
  readonly starter: Tool
  readonly other: Tool
}

/**
 * Has one tool play a scenario until its project is up; then the other looks at it, brings it up again, which may change nothing, and takes
 * it down. `undefined` for a scenario that starts nothing.
 */
export async function takeOver(
  arena: Arena,
  scenario: Scenario,
  takeover: Takeover,
): Promise<readonly Difference[] | undefined> {
  const isAttached = scenario.endsByItself === true
  if (scenario.steps.every((step) => asUp(step, isAttached) === undefined)) return undefined
  return withProject(arena, scenario, async (place) => {
    const up = await started(arena, scenario, { ...place, tool: takeover.starter })
    if (up === undefined) return undefined
    if (scenario.endsByItself) await projectEnd(arena.engine, basename(place.folder))
    const play: Play = { arena, scenario, place, takeover, up }
    return [...(await looksAlike(play)), ...(await changesNothing(play)), ...(await endsIt(play))]
  })
}

/** An `up` that has ended well, split into what comes before the command, the command, and the rest. */
interface Up extends CommandStep {
  readonly before: string
  readonly flags: string
}

interface Play {
  readonly arena: Arena
  readonly scenario: Scenario
  readonly place: Place
  readonly takeover: Takeover
  readonly up: Up
}

async function started(
  arena: Arena,
  scenario: Scenario,
  play: Place & { readonly tool: Tool },
): Promise<Up | undefined> {
  for (const step of scenario.steps) {
    const { exitCode } = await carryOut(arena, { ...play, step })
    const up = asUp(step, scenario.endsByItself === true)
    if (up !== undefined && exitCode === 0) return up
  }
  return undefined
}

function asUp(step: Step, isAttached: boolean): Up | undefined {
  const command = typeof step === 'string' ? { run: step } : 'run' in step ? step : undefined
  const [, before, flags] = /^((?:-\S+ \S+ |--\S+ )*)up\b(.*)$/.exec(command?.run ?? '') ?? []
  if (command === undefined || before === undefined || flags === undefined) return undefined
  if (/--dry-run|--no-start/.test(command.run)) return undefined
  if (!isAttached && !/ (-d|--detach|--wait)\b/.test(flags)) return undefined
  return { ...command, before, flags }
}

/** What both tools say of the project. */
async function looksAlike(play: Play): Promise<readonly Difference[]> {
  const { before } = play.up
  const services = await said(play, play.takeover.starter, `${before}ps --services --status running`)
  const service = services.output.split('\n').findLast(Boolean)
  const inside = service === undefined ? [] : [`${before}exec -T ${service} true`]
  const found: Difference[] = []
  for (const run of [`${before}ps -a`, `${before}logs`, ...inside]) {
    const theirs = await said(play, play.takeover.starter, run)
    const ours = await said(play, play.takeover.other, run)
    if (ours.exitCode !== theirs.exitCode)
      found.push(difference(play, run, { ours: String(ours.exitCode), theirs: String(theirs.exitCode) }))
    const [one, other] = [sortLines(ours.output), sortLines(theirs.output)]
    found.push(...compareTexts(one, other).map((texts) => difference(play, run, texts)))
  }
  return found
}

/** Flags that ask for a change, which is no fault of the other tool. */
const changing = / (--force-recreate|--always-recreate-deps|-V|--renew-anon-volumes)\b/g

async function changesNothing(play: Play): Promise<readonly Difference[]> {
  const { arena, takeover, up } = play
  const before = await containerIds(arena)
  const run = `${up.before}up${up.flags.replaceAll(changing, '')}`
  const { exitCode, errors } = await said(play, takeover.other, run)
  const after = await containerIds(arena)
  const problem = exitCode === 0 ? [] : [difference(play, run, { ours: errors.trim(), theirs: '' })]
  const isSame = JSON.stringify(before) === JSON.stringify(after)
  const ids = { ours: after.join(), theirs: before.join() }
  return isSame ? problem : [...problem, difference(play, run, ids)]
}

async function endsIt(play: Play): Promise<readonly Difference[]> {
  const run = `${play.up.before}down -t 0 --remove-orphans`
  const { exitCode, errors } = await said(play, play.takeover.other, run)
  const { containers, networks } = asFields(await engineState(play.arena.engine, play.arena.prefix))
  const left = [...Object.keys(asFields(containers ?? null)), ...Object.keys(asFields(networks ?? null))]
  const ours = exitCode === 0 ? own(left).join() : errors.trim()
  return ours === '' ? [] : [difference(play, run, { ours, theirs: '' })]
}

/** Without what the scenario has somebody else make. */
function own(names: readonly string[]): readonly string[] {
  return names.filter((name) => !/of-somebody$|-(guest|outside|taken)$/.test(name))
}

async function said({ arena, place, up }: Play, tool: Tool, run: string): ReturnType<typeof carryOut> {
  const { env, stdin } = up
  const step = { run, ...(env === undefined ? {} : { env }), ...(stdin === undefined ? {} : { stdin }) }
  return carryOut(arena, { ...place, tool, step })
}

interface Texts {
  readonly path?: string
  readonly ours?: string | undefined
  readonly theirs?: string | undefined
}

function difference(
  { scenario, takeover }: Play,
  run: string,
  { path = '', ours, theirs }: Texts,
): Difference {
  const step = `${takeover.other.name} after ${takeover.starter.name}: ${run}`
  return { scenario: scenario.name, step, what: 'takeover', path, ours, theirs }
}
