import { OperationError } from '../../diagnostics/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import { EngineError } from '../../engine/errors.ts'
import { findContainer } from './find-container.ts'
import type { LogLine } from '../../engine/log-lines.ts'
import type { Performed } from '../../execute/execute.ts'
import { copyFiles, type FileContents } from './copy-files.ts'
import { hookDetails, tailOf, type HookOutput } from './hook-output.ts'
import type { ActionOf } from './intent.ts'
import { labelNames } from './labels.ts'
import { resolveHost } from './resolve-namespaces.ts'

interface PreStartRun {
  readonly engine: Engine
  readonly contents?: FileContents
  readonly onOutput?: HookOutput
}

type Prepare = ActionOf<'container.prepare'>

/**
 * Runs one step before a service starts in a container of its own. Done well it is removed with its volumes; not done well, it is kept
 * for whoever wants to see why, and the step rejects with the end of what it said. Aborted, it is removed. Section 4.7.
 */
export async function runPreStart(
  run: PreStartRun,
  action: Prepare,
  signal: AbortSignal,
): Promise<Performed> {
  const { engine } = run
  if (action.index === 0) await removeLeftovers(engine, action, signal)
  const id = await createStep(engine, action, signal)
  if (id === undefined) return afterHolder(run, action, signal)
  try {
    const { code, tail } = await runStep(run, action, id, signal)
    if (code !== 0) throw stepFailure(action, code, tail)
  } catch (error) {
    if (signal.aborted || error instanceof EngineError) await removeStep(engine, id)
    throw error
  }
  await removeStep(engine, id)
  return {}
}

/** Steps that failed before, and those whose command was cut off. What runs belongs to another command. */
async function removeLeftovers(engine: Engine, { create }: Prepare, signal: AbortSignal): Promise<void> {
  const { [labelNames.project]: project, [labelNames.service]: service } = create.body.Labels ?? {}
  const labels = {
    [labelNames.project]: project,
    [labelNames.service]: service,
    [labelNames.hook]: 'pre_start',
  }
  const found = await engine.containers.list(labels, signal)
  const over = found.filter(({ state }) => state === 'exited' || state === 'dead')
  await Promise.all(over.map(({ id }) => removeStep(engine, id)))
}

/** Undefined where a container of this name is there. */
async function createStep(
  engine: Engine,
  { create }: Prepare,
  signal: AbortSignal,
): Promise<string | undefined> {
  const project = create.body.Labels?.[labelNames.project] ?? ''
  const HostConfig = await resolveHost(engine, project, create.body.HostConfig, signal)
  try {
    return await engine.containers.create({ ...create, body: { ...create.body, HostConfig } }, signal)
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'conflict') return undefined
    throw error
  }
}

async function runStep(
  run: PreStartRun,
  action: Prepare,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly code: number; readonly tail: readonly LogLine[] }> {
  const { engine, contents } = run
  const { files } = action
  if (files !== undefined && contents !== undefined)
    await copyFiles(engine, { container: id, files }, contents, signal)
  await engine.containers.start(id, signal)
  // The end is awaited from the start on: another command may clear it away as soon as it has ended.
  const [code, tail] = await Promise.all([
    engine.containers.wait(id, signal),
    readStep(run, action, id, signal),
  ])
  return { code, tail }
}

async function readStep(
  { engine, onOutput }: PreStartRun,
  action: Prepare,
  id: string,
  signal: AbortSignal,
): Promise<readonly LogLine[]> {
  const tail: LogLine[] = []
  try {
    const output = engine.containers.logs(id, { follow: true, timestamps: false, tty: false }, signal)
    for await (const lines of output) {
      onOutput?.(action, lines)
      tailOf(tail, lines)
    }
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'not-found') throw error
  }
  return tail
}

/**
 * The same step, of another command or left running by one that was killed, is waited for; a step that was asked for with something else
 * belongs to a definition that is no more.
 */
async function afterHolder(run: PreStartRun, action: Prepare, signal: AbortSignal): Promise<Performed> {
  const { engine } = run
  const { name, body } = action.create
  const holder = await findContainer(engine, name, signal)
  if (holder === undefined) return { outcome: 'unchanged' }
  if (holder.labels[labelNames.hook] === undefined) {
    throw new OperationError('CMP405', `the container name "${name}" is in use by ${holder.id.slice(0, 12)}`)
  }
  if (holder.labels[labelNames.step] !== body.Labels?.[labelNames.step]) {
    await removeStep(engine, holder.id)
    return runPreStart(run, action, signal)
  }
  const code = await engine.containers.wait(holder.id, signal)
  if (code !== 0) throw stepFailure(action, code, [])
  await removeStep(engine, holder.id)
  return { outcome: 'unchanged' }
}

/** Also after an interrupt: nothing is left of a step that nobody waits for. */
function removeStep(engine: Engine, id: string): Promise<void> {
  const untilAnswered = new AbortController().signal
  return engine.containers.remove(id, { force: true, anonymousVolumes: true }, untilAnswered)
}

function stepFailure(
  { target, index, create }: Prepare,
  code: number,
  tail: readonly LogLine[],
): OperationError {
  const service = target.kind === 'container' ? target.service : target.key
  const message = `pre_start hook ${index + 1} of service "${service}" exited with status ${code}`
  return new OperationError('CMP417', message, {
    hint: `container ${create.name} was kept: docker logs ${create.name} shows all it said`,
    details: hookDetails(tail),
  })
}
