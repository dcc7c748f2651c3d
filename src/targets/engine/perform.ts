import { assertNever, OperationError } from '../../diagnostics/errors.ts'
import type { Engine } from '../../engine/engine.ts'
import { EngineError } from '../../engine/errors.ts'
import type { PerformContext, Performed } from '../../execute/execute.ts'
import type { Service } from '../../model/service.ts'
import type { EngineAction } from './actions.ts'
import { awaitCondition } from './await-condition.ts'
import type { ContainerWatch } from './container-watch.ts'
import { copyFiles, type FileContents } from './copy-files.ts'
import { createContainer, replaceContainer } from './create-container.ts'
import type { ActionOf } from './intent.ts'
import { resolveNamespaces } from './resolve-namespaces.ts'
import type { HookOutput } from './hook-output.ts'
import { runHook } from './run-hook.ts'
import { prepareModel } from './run-model.ts'
import { runPreStart } from './run-pre-start.ts'
import { stopOrBlame } from './stop-container.ts'
import { runProvider, type ProgramContext } from './run-provider.ts'
import { transferImage, type TransferParts } from './transfer-image.ts'

export interface PerformerParts extends TransferParts {
  readonly watch: ContainerWatch
  /** Milliseconds that only go up. */
  readonly now: () => number
  /** Contents of secrets and configs, for plans that start containers which get them. */
  readonly contents?: FileContents
  /** The services the plan was made for: containers that share namespaces carry a hash that only now is known. */
  readonly services?: Readonly<Record<string, Service>>
  readonly onOutput?: HookOutput
  /** For plans with providers and models. */
  readonly programs?: ProgramContext
  /** Aborted when the user insists: stopping in good order is given up. */
  readonly force: AbortSignal
  /** Builds the image of a service; for plans that have builds. Rejects with `EngineError` or `OperationError`. */
  readonly buildImage?: (service: string, context: PerformContext) => Promise<Performed>
}

/**
 * Carries out one action on one engine. Idempotent: what is already so counts as done. Rejects with `EngineError` or
 * `OperationError`. Waits, pulls and hooks end with the context's signal. A change that was asked for is made by the engine whether or
 * not somebody waits for the answer, so its answer is awaited: what is not known of cannot be stopped.
 */
export function performOn(
  parts: PerformerParts,
): (action: EngineAction, context: PerformContext) => Promise<Performed> {
  return (action, context) => perform(action, parts, context)
}

async function perform(
  action: EngineAction,
  parts: PerformerParts,
  context: PerformContext,
): Promise<Performed> {
  const { engine, force } = parts
  const { signal, remark } = context
  const resolved = <A extends ActionOf<'container.create'> | ActionOf<'container.replace'>>(
    creation: A,
  ): Promise<A> => resolveNamespaces(engine, creation, parts.services ?? {}, signal)
  switch (action.do) {
    case 'image.pull':
    case 'image.push':
      return transferImage(action, parts, context)
    case 'image.build':
      return buildImage(action, parts, context)
    case 'image.remove':
      return removeImage(action, engine, force)
    case 'network.create':
      return createNetwork(action, engine, force)
    case 'network.remove':
      return tolerate(action, () => engine.networks.remove(action.network, force))
    case 'network.disconnect':
    case 'network.connect':
      return done(changeEndpoint(action, engine, force))
    case 'volume.create':
      return done(engine.volumes.create(action.spec, force))
    case 'volume.remove':
      return tolerate(action, () => engine.volumes.remove(action.volume, force))
    case 'container.create':
      return createContainer({ engine, remark }, await resolved(action), untilAnswered())
    case 'container.replace':
      return replaceContainer({ ...parts, remark }, await resolved(action), force)
    case 'container.start':
      return startContainer(action, parts, signal)
    case 'provider.up':
    case 'provider.down':
    case 'provider.stop':
      return runProvider(programsOf(parts), action, context)
    case 'model.prepare':
      return prepareModel(programsOf(parts), action, context)
    case 'container.prepare':
      return runPreStart(parts, action, signal)
    case 'container.hook':
      return runHook(parts, action, signal)
    case 'container.await':
      return awaitContainer(action, parts, signal)
    case 'container.stop':
      return stopContainer(action, parts)
    case 'container.rename':
    case 'container.restart':
    case 'container.pause':
    case 'container.unpause':
    case 'container.kill':
    case 'container.remove':
      return done(changeContainer(action, engine, force))
    default:
      return assertNever(action)
  }
}

function changeEndpoint(
  action: ActionOf<'network.connect' | 'network.disconnect'>,
  { networks }: Engine,
  force: AbortSignal,
): Promise<void> {
  const { network, container } = action
  return action.do === 'network.connect'
    ? networks.connect(network, container, action.endpoint, force)
    : networks.disconnect(network, container, force)
}

type Change = ActionOf<
  | 'container.rename'
  | 'container.restart'
  | 'container.pause'
  | 'container.unpause'
  | 'container.kill'
  | 'container.remove'
>

/** One request each. */
function changeContainer(action: Change, { containers }: Engine, force: AbortSignal): Promise<void> {
  const { container } = action
  switch (action.do) {
    case 'container.rename':
      return containers.rename(container, action.name, force)
    case 'container.restart':
      return containers.restart(container, action.graceSeconds, force)
    case 'container.pause':
      return containers.pause(container, force)
    case 'container.unpause':
      return containers.unpause(container, force)
    case 'container.kill':
      return containers.kill(container, action.signal, untilAnswered())
    case 'container.remove':
      return containers.remove(container, action, force)
    default:
      return assertNever(action)
  }
}

async function stopContainer(
  { container, graceSeconds }: ActionOf<'container.stop'>,
  { engine, now, force }: PerformerParts,
): Promise<Performed> {
  const problem = await stopOrBlame(engine, { container, graceSeconds, now }, force)
  return problem === undefined ? {} : { problem }
}

function programsOf({ programs }: PerformerParts): ProgramContext {
  if (programs === undefined) throw new Error('a plan with programs is carried out by someone who has none')
  return programs
}

/** For what is over soon, and must be known to have happened even when the user insists. */
function untilAnswered(): AbortSignal {
  return new AbortController().signal
}

async function startContainer(
  action: ActionOf<'container.start'>,
  { engine, contents }: PerformerParts,
  signal: AbortSignal,
): Promise<Performed> {
  const { container, files } = action
  if (files !== undefined && contents !== undefined)
    await copyFiles(engine, { container, files }, contents, signal)
  return done(engine.containers.start(container, untilAnswered()))
}

/** A dependency that is not required is given up with a remark. Section 4.5. */
async function awaitContainer(
  action: ActionOf<'container.await'>,
  parts: PerformerParts,
  signal: AbortSignal,
): Promise<Performed> {
  try {
    return { text: await awaitCondition(parts, action, signal) }
  } catch (error) {
    if (action.optional !== true || !(error instanceof OperationError)) throw error
    return { outcome: 'skipped', problem: { ...error.toDiagnostic(), severity: 'warning' } }
  }
}

async function done(work: Promise<unknown>): Promise<Performed> {
  await work
  return {}
}

/** Two commands may create the same network at once: the second finds what it wanted. Section 4.9. */
async function createNetwork(
  action: ActionOf<'network.create'>,
  engine: Engine,
  signal: AbortSignal,
): Promise<Performed> {
  try {
    await engine.networks.create(action.spec, signal)
    return {}
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'conflict') return { outcome: 'unchanged' }
    throw error
  }
}

/** Something still uses it, of another project say: that is worth a remark, not a failure. Section 1.8. */
async function tolerate(
  action: ActionOf<'network.remove' | 'volume.remove'>,
  remove: () => Promise<void>,
): Promise<Performed> {
  try {
    await remove()
    return {}
  } catch (error) {
    if (action.tolerant !== true || !(error instanceof EngineError) || error.kind !== 'conflict') throw error
    return {
      outcome: 'skipped',
      text: 'Resource is still in use',
      problem: {
        code: 'CMP413',
        severity: 'warning',
        message: `${action.target.kind} "${action.target.kind === 'container' ? '' : action.target.name}" is still in use`,
      },
    }
  }
}

/** Something else may still use it, under another name or in another project: that is worth a remark. Section 1.8. */
async function removeImage(
  action: ActionOf<'image.remove'>,
  engine: Engine,
  signal: AbortSignal,
): Promise<Performed> {
  try {
    await engine.images.remove(action.reference, signal)
    return {}
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error
    const message = `image "${action.reference}" is still in use`
    return {
      outcome: 'skipped',
      text: 'Resource is still in use',
      problem: { code: 'CMP413', severity: 'warning', message },
    }
  }
}

async function buildImage(
  { reference, service, onlyIfMissing }: ActionOf<'image.build'>,
  { engine, buildImage: build }: PerformerParts,
  context: PerformContext,
): Promise<Performed> {
  if (onlyIfMissing === true && (await engine.images.find(reference, context.signal)) !== undefined)
    return { outcome: 'skipped', text: 'Pulled' }
  if (build === undefined) throw new Error('a plan with builds was given no builder')
  return build(service, context)
}
