import { RunReport, type ReportOutcome } from '../render/run-report.ts'
import type { Sink } from '../render/sink.ts'
import type { Ending } from '../app/surroundings.ts'
import type { Json } from '../units/json.ts'
import { exitCodes } from './exit-codes.ts'
import type { Shell } from './shell.ts'
import { UsageMistake } from './usage-mistake.ts'

interface ReportedCommand {
  readonly command: string
  readonly dryRun: boolean
  /** It writes a document of its own form where it gets so far: this one is for the other cases. */
  readonly hasOwnForm?: boolean
}

/**
 * Runs a command that gives one JSON document: what it found and what was done go into it, and what it says to people beside that goes
 * to standard error. Resolves to the exit code. What it throws is thrown again: a `UsageMistake` after the document, a mistake of ours
 * without one.
 */
export async function withReport(
  { command, dryRun, hasOwnForm = false }: ReportedCommand,
  shell: Shell,
  run: (shell: Shell) => Promise<number>,
): Promise<number> {
  const report = new RunReport()
  const startedMs = shell.now()
  const heard: { ending?: Ending; result?: Json; hasWritten?: true } = {}
  const write = (exitCode: number): void => {
    if (heard.hasWritten === true) return
    const outcome = outcomeOf(exitCode, heard.ending)
    const facts = { command, dryRun, outcome, exitCode, ms: shell.now() - startedMs }
    shell.stdout.write(
      report.text({ ...facts, ...(heard.result === undefined ? {} : { result: heard.result }) }),
    )
  }
  try {
    const exitCode = await run({
      ...shell,
      stdout: hasOwnForm ? watched(shell.stdout, () => (heard.hasWritten = true)) : shell.stderr,
      report: {
        hear: (event) => report.hear(event),
        ended: (ending) => (heard.ending = ending),
        result: (result) => (heard.result = result),
        timeline: (timeline) => report.time(timeline),
      },
    })
    write(exitCode)
    return exitCode
  } catch (error) {
    if (!(error instanceof UsageMistake)) throw error
    report.mistake(error.message, error.hint)
    write(exitCodes.usage)
    throw error
  }
}

function watched(sink: Sink, onWrite: () => void): Sink {
  return {
    ...(sink.isTTY === undefined ? {} : { isTTY: sink.isTTY }),
    ...(sink.columns === undefined ? {} : { columns: sink.columns }),
    write: (chunk) => {
      onWrite()
      return sink.write(chunk)
    },
    once: (event, listener) => sink.once(event, listener),
    off: (event, listener) => sink.off(event, listener),
  }
}

const outcomes: ReadonlyMap<number, ReportOutcome> = new Map([
  [exitCodes.done, 'done'],
  [exitCodes.usage, 'usage'],
  [exitCodes.invalidProject, 'invalid'],
  [exitCodes.unreachable, 'unreachable'],
  [exitCodes.interrupted, 'cancelled'],
  [exitCodes.terminated, 'cancelled'],
])

function outcomeOf(exitCode: number, ending: Ending | undefined): ReportOutcome {
  if (ending?.kind === 'code' && exitCode === ending.code)
    return exitCode === exitCodes.done ? 'done' : 'exited'
  if (ending?.kind === 'undecided') return 'undecided'
  return outcomes.get(exitCode) ?? 'failed'
}
