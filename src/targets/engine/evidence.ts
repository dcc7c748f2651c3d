import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { ContainerDetails, Engine } from '../../engine/engine.ts'

/** How many of the last lines are enough to see what happened. */
const logLines = 20

export interface Evidence {
  readonly facts: NonNullable<Diagnostic['details']>
  /** Whether there are log lines among them. */
  readonly hasOutput: boolean
}

/** What a container left behind that tells why it is not as wanted: exit facts, the last probe, the last log lines. */
export async function containerEvidence(
  engine: Engine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<Evidence> {
  const evidence: { title: string; lines: readonly string[] }[] = []
  const cause = exitCause(details)
  if (cause !== undefined) evidence.push({ title: 'exit', lines: [cause] })
  const probe = details.healthLog.at(-1)
  if (probe !== undefined) {
    const output = probe.output.trimEnd()
    evidence.push({
      title: `last probe (exit code ${probe.exitCode})`,
      lines: output === '' ? ['(no output)'] : output.split('\n').slice(-logLines),
    })
  }
  const lines = await lastLines(engine, details, signal)
  if (lines.length > 0) evidence.push({ title: 'last log lines', lines })
  return { facts: evidence, hasOutput: lines.length > 0 }
}

/** Names the exit codes whose cause is known whatever the program; of others the message says all there is to say. */
function exitCause(
  details: Pick<ContainerDetails, 'exitCode' | 'oomKilled' | 'state' | 'error'>,
): string | undefined {
  if (details.error !== '') return details.error
  if (details.state !== 'exited' && details.state !== 'dead') return undefined
  if (details.oomKilled) return `code ${details.exitCode}: the kernel killed it because it was out of memory`
  const known = knownExits[details.exitCode]
  return known === undefined ? undefined : `code ${details.exitCode}: ${known}`
}

const knownExits: Readonly<Record<number, string>> = {
  126: 'the command was found but cannot be executed',
  127: 'the command was not found in the image',
  137: 'it was killed (SIGKILL)',
  139: 'it crashed (SIGSEGV)',
  143: 'it was asked to stop (SIGTERM)',
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
