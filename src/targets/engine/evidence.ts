import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Engine, EngineEvent } from '../../engine/engine.ts'
import type { ContainerDetails } from '../../engine/observed.ts'
import { exitCause, type ExitCause } from './exit-causes.ts'
import { labelNames } from './labels.ts'

/** How many of the last lines are enough to see what happened. */
const logLines = 20

/** How many of the last probes show whether it is getting better. */
const probes = 3

export interface Evidence {
  readonly facts: NonNullable<Diagnostic['details']>
  /** Whether there are log lines among them. */
  readonly hasOutput: boolean
  /** Why it ended, where that is known. */
  readonly cause?: ExitCause
  /** From its start to its end, or to the last time anything was heard of it. */
  readonly ranMs?: number
}

/** What a container left behind that tells why it is not as wanted: exit facts, the last probes, the last log lines. */
export async function containerEvidence(
  engine: Engine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<Evidence> {
  const [lines, signals] = await Promise.all([
    lastLines(engine, details, signal),
    signalsBefore(engine, details, signal),
  ])
  const hasEnded = details.state === 'exited' || details.state === 'dead' || details.state === 'restarting'
  const cause = hasEnded ? exitCause({ ...details, signals, lines }) : undefined
  const ranMs = ranFor(details)
  return {
    facts: [
      ...exitEvidence(details, { cause, ranMs }),
      ...probeEvidence(details),
      ...(lines.length > 0 ? [{ title: 'last log lines', lines }] : []),
    ],
    hasOutput: lines.length > 0,
    ...(cause === undefined ? {} : { cause }),
    ...(ranMs === undefined ? {} : { ranMs }),
  }
}

/** What is told of the exit: the engine's own error, a known cause, and how long it had run. */
function exitEvidence(
  details: ContainerDetails,
  { cause, ranMs }: { readonly cause: ExitCause | undefined; readonly ranMs: number | undefined },
): Evidence['facts'] {
  if (details.state === 'running' || details.state === 'paused') return []
  if (details.error !== '') return [{ title: 'exit', lines: [details.error] }]
  if (details.startedAt === undefined) return []
  const ran = ranMs === undefined ? '' : ` after ${secondsText(ranMs)}`
  const because = cause === undefined ? '' : `: ${cause.because}`
  return [{ title: 'exit', lines: [`code ${details.exitCode}${ran}${because}`] }]
}

export function probeEvidence({ healthLog }: Pick<ContainerDetails, 'healthLog'>): Evidence['facts'] {
  const last = healthLog.at(-1)
  if (last === undefined) return []
  const output = last.output.trimEnd()
  const codes = healthLog.slice(-probes).map(({ exitCode }) => exitCode)
  const title =
    codes.length > 1
      ? `last probe (exit code ${last.exitCode}; the last ${codes.length}: ${codes.join(', ')})`
      : `last probe (exit code ${last.exitCode})`
  return [{ title, lines: output === '' ? ['(no output)'] : output.split('\n').slice(-logLines) }]
}

/** Seconds for people: "0.4 s", "12 s". */
export function secondsText(ms: number): string {
  return `${ms < 10_000 ? (ms / 1000).toFixed(1) : Math.round(ms / 1000)} s`
}

/** By the engine's own clock. */
function ranFor({ startedAt, finishedAt, healthLog, state }: ContainerDetails): number | undefined {
  const end = state === 'running' ? healthLog.at(-1)?.endedAt : finishedAt
  const ms = Date.parse(end ?? '') - Date.parse(startedAt ?? '')
  // Old engines may note the end of a short run a moment before its start.
  return ms > -1000 ? Math.max(0, ms) : undefined
}

/** Only a kill leaves it open who did it; engines remember the signals that they have sent for a while. */
async function signalsBefore(
  engine: Engine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { id, startedAt, finishedAt, exitCode, oomKilled, labels } = details
  if (exitCode !== 137 || oomKilled || startedAt === undefined || finishedAt === undefined) return []
  const project = labels[labelNames.project]
  const filter = {
    labels: project === undefined ? {} : { [labelNames.project]: project },
    types: ['container'],
    actions: ['kill', 'stop'],
    since: startedAt,
    // Podman goes by whole seconds.
    until: new Date(Date.parse(finishedAt) + 1000).toISOString(),
  }
  const sent: EngineEvent[] = []
  try {
    await using events = await engine.subscribe(filter, signal)
    for await (const event of events) if (event.id === id && isBefore(event, finishedAt)) sent.push(event)
  } catch {
    // They are evidence, not the problem.
    signal.throwIfAborted()
  }
  return signalsOf(sent)
}

/** Both are told by the same clock, a moment apart. */
function isBefore({ timeNano }: EngineEvent, finishedAt: string): boolean {
  return BigInt(timeNano) / 1_000_000n <= BigInt(Date.parse(finishedAt) + 2)
}

/** A shorter time than this was none to stop in. */
const leastGraceMs = 500

/** Podman tells of a stop as a whole, and before its end; Docker of each signal. */
function signalsOf(events: readonly EngineEvent[]): readonly string[] {
  const kills = events.filter(({ action }) => action === 'kill')
  const [first, last] = [kills[0], kills.at(-1)]
  if (first === undefined || last === undefined) return events.length > 0 ? ['15', '9'] : []
  const graceMs = Number(BigInt(last.timeNano) - BigInt(first.timeNano)) / 1e6
  const signals = kills.map(({ attributes }) => attributes['signal'] ?? '')
  return graceMs < leastGraceMs ? signals.slice(-1) : signals
}

async function lastLines(
  engine: Engine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const decoder = new TextDecoder()
  const lines: string[] = []
  try {
    const options = { follow: false, tail: logLines, timestamps: false, tty: details.tty }
    for await (const batch of engine.containers.logs(details.id, options, signal)) {
      for (const line of batch) lines.push(decoder.decode(line.bytes))
    }
  } catch {
    // Logs are evidence, not the problem: a driver that cannot be read must not hide what went wrong.
    signal.throwIfAborted()
  }
  return lines.slice(-logLines)
}
