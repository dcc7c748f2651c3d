import type { ContainerBody } from '../../engine/container-body.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { OperationError } from '../../diagnostics/errors.ts'
import type { CreateOptions, CreateRequest, Engine } from '../../engine/engine.ts'
import type { ContainerDetails } from '../../engine/observed.ts'
import { EngineError } from '../../engine/errors.ts'
import { findContainer } from './find-container.ts'
import type { Performed } from '../../execute/execute.ts'
import { temporaryName } from './container-ref.ts'
import type { ActionOf } from './intent.ts'
import { labelNames } from './labels.ts'
import { stopOrBlame } from './stop-container.ts'

interface Creating {
  readonly engine: Engine
  /** Told what the engine does otherwise than it was asked to. */
  readonly remark: (diagnostic: Diagnostic) => void
}

type Creation = ActionOf<'container.create' | 'container.replace'>

/** Creates a container and joins it to its networks. One of that name with our own hash counts as done. */
export async function createContainer(
  creating: Creating,
  action: ActionOf<'container.create'>,
  signal: AbortSignal,
): Promise<Performed> {
  const { engine } = creating
  const create = await complete(creating, action, signal)
  try {
    const id = await engine.containers.create(create, signal)
    await connect(engine, id, action, signal)
    return {}
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error
    const holder = await findContainer(engine, create.name, signal)
    if (holder === undefined) throw error
    if (isSame(holder, create)) return { outcome: 'unchanged' }
    throw nameTaken(create.name, holder, error)
  }
}

interface Replacing extends Creating {
  readonly now: () => number
}

/**
 * Creates the new container under a temporary name, then stops and removes the old one, then renames: until the new one
 * exists, the old one is untouched. `force` cuts the old one's grace short. Section 4.5, recreate.
 */
export async function replaceContainer(
  { engine, remark, now }: Replacing,
  action: ActionOf<'container.replace'>,
  force: AbortSignal,
): Promise<Performed> {
  const create = await complete({ engine, remark }, action, force)
  // From here on the pair must not be split: an abort waits until the new one has its name, or is gone.
  const whole = new AbortController().signal
  const name = temporaryName(action.container, create.name)
  const id = await createBeside(engine, { ...create, name }, whole)
  const problem = await stopForGood(engine, { id, action, now, force })
  await engine.containers.remove(action.container, { force: true, anonymousVolumes: false }, whole)
  await engine.containers.rename(id, create.name, whole)
  return problem === undefined ? {} : { problem }
}

interface OldContainer {
  /** Of the new one. */
  readonly id: string
  readonly action: ActionOf<'container.replace'>
  readonly now: () => number
  readonly force: AbortSignal
}

/** Stops the old container when the new one is on its networks; where that does not succeed, only the old one is left. */
async function stopForGood(
  engine: Engine,
  { id, action, now, force }: OldContainer,
): Promise<Diagnostic | undefined> {
  const whole = new AbortController().signal
  try {
    await connect(engine, id, action, whole)
    const { container, graceSeconds } = action
    return await stopOrBlame(engine, { container, graceSeconds, now }, force)
  } catch (error) {
    await engine.containers.remove(id, { force: true, anonymousVolumes: false }, whole)
    throw error
  }
}

/** Leftovers of runs that were cut off are removed by the plan, so a temporary name that is taken is somebody else's at work. */
async function createBeside(engine: Engine, create: CreateRequest, signal: AbortSignal): Promise<string> {
  try {
    return await engine.containers.create(create, signal)
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'conflict') throw error
    throw new OperationError(
      'CMP405',
      `another command is replacing this container at the moment (${create.name})`,
      {
        hint: 'run the command again when that one has ended',
        cause: error,
      },
    )
  }
}

async function connect(engine: Engine, id: string, action: Creation, signal: AbortSignal): Promise<void> {
  for (const { network, endpoint } of action.connect ?? []) {
    await engine.networks.connect(network, id, endpoint, signal)
  }
}

function isSame(holder: ContainerDetails, { body: { Labels: wanted = {} } }: CreateOptions): boolean {
  const { project, service, configHash, number, slug } = labelNames
  return (
    holder.labels[project] !== undefined &&
    [project, service, configHash, number, slug].every((label) => holder.labels[label] === wanted[label])
  )
}

function nameTaken(name: string, holder: ContainerDetails, cause: EngineError): OperationError {
  const project = holder.labels[labelNames.project]
  const owner = project === undefined ? 'which no Compose project made' : `of project "${project}"`
  const hint = `remove or rename that container (docker rename ${name} NEW-NAME), or choose another container_name or project name (-p)`
  return new OperationError(
    'CMP405',
    `the container name "${name}" is in use by container ${holder.id.slice(0, 12)}, ${owner}`,
    { hint, cause },
  )
}

/** Fills in the digest of an image that was pulled meanwhile. */
async function complete(
  { engine, remark }: Creating,
  { create, target }: Creation,
  signal: AbortSignal,
): Promise<CreateRequest> {
  const body = await withImageDigest(engine, create.body, signal)
  const onWarning = (text: string): void => {
    const message = `container ${target.name}: ${text.trim()}`
    remark({ code: 'CMP440', severity: 'warning', message })
  }
  return { ...create, body, onWarning }
}

async function withImageDigest(
  engine: Engine,
  body: ContainerBody,
  signal: AbortSignal,
): Promise<ContainerBody> {
  if ((body.Labels?.[labelNames.image] ?? '') !== '') return body
  const image = await engine.images.find(body.Image, signal)
  if (image === undefined) return body
  return { ...body, Labels: { ...body.Labels, [labelNames.image]: image.digest } }
}
