import { OperationError } from '../../diagnostics/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import { EngineError } from '../../engine/errors.ts'
import type { OutputPiece } from '../../engine/exec.ts'
import { flush, lane, splitLines, type LogLine } from '../../engine/log-lines.ts'
import type { Performed } from '../../execute/execute.ts'
import { hookDetails, tailOf, type HookOutput } from './hook-output.ts'
import type { ActionOf } from './intent.ts'

interface HookRun {
  readonly engine: Engine
  readonly onOutput?: HookOutput
}

/** Runs a hook in its container. One that fails rejects with the end of what it said. Section 4.7. */
export async function runHook(
  { engine, onOutput }: HookRun,
  action: ActionOf<'container.hook'>,
  signal: AbortSignal,
): Promise<Performed> {
  const exec = await prepare(engine, action, signal)
  if (exec === undefined) return { outcome: 'skipped' }
  const streams = await engine.execs.start(exec, { tty: false }, signal)
  const tail: LogLine[] = []
  for await (const lines of linesOf(streams.output)) {
    onOutput?.(action, lines)
    tailOf(tail, lines)
  }
  const code = await engine.execs.exitCode(exec, signal)
  if (code === 0) return {}
  throw hookFailure(action, code, tail)
}

/** A container that has stopped by itself needs no preparation for its stop. */
async function prepare(
  engine: Engine,
  { container, exec, hook }: ActionOf<'container.hook'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await engine.execs.prepare(container, exec, signal)
  } catch (error) {
    const hasStopped = error instanceof EngineError && error.kind === 'conflict'
    if (hasStopped && hook === 'pre_stop') return undefined
    throw error
  }
}

async function* linesOf(output: AsyncIterable<OutputPiece>): AsyncGenerator<readonly LogLine[]> {
  const lanes = { stdout: lane('stdout'), stderr: lane('stderr') }
  for await (const { stream, bytes } of output) {
    const lines: LogLine[] = []
    splitLines(lanes[stream], bytes, { from: 0, to: bytes.length }, lines)
    if (lines.length > 0) yield lines
  }
  const rest: LogLine[] = []
  flush(lanes.stdout, rest)
  flush(lanes.stderr, rest)
  if (rest.length > 0) yield rest
}

function hookFailure(
  { target, hook, index }: ActionOf<'container.hook'>,
  code: number | undefined,
  tail: readonly LogLine[],
): OperationError {
  const service = target.kind === 'container' ? target.service : target.key
  const end = code === undefined ? 'did not end' : `exited with status ${code}`
  return new OperationError('CMP417', `${hook} hook ${index + 1} of service "${service}" ${end}`, {
    details: hookDetails(tail),
  })
}
