import { OperationError } from '../../diagnostics/errors.ts'
import type { Origins } from '../../document/origins.ts'
import type { Engine, PushProgress } from '../../engine/engine.ts'
import { EngineError } from '../../engine/errors.ts'
import type { PerformContext, Performed } from '../../execute/execute.ts'
import type { Delay } from './await-condition.ts'
import { explainFailure } from './explain.ts'
import type { ActionOf } from './intent.ts'

type Transfer = ActionOf<'image.pull' | 'image.push'>

export interface TransferParts {
  readonly engine: Engine
  readonly delay: Delay
  readonly origins: Origins
  /** Told a sentence for the user: that something is tried again. */
  readonly onNotice?: (text: string) => void
  /** Encoded credentials for a reference, where there are any. */
  readonly registryAuth?: (reference: string) => Promise<string | undefined>
}

/** Fetches an image, or sends it to its registry. A registry that is busy is asked again a few times. */
export function transferImage(
  action: Transfer,
  parts: TransferParts,
  context: PerformContext,
): Promise<Performed> {
  return action.do === 'image.pull' ? pullImage(action, parts, context) : pushImage(action, parts, context)
}

async function pullImage(
  action: ActionOf<'image.pull'>,
  parts: TransferParts,
  context: PerformContext,
): Promise<Performed> {
  const platform = action.platform === undefined ? {} : { platform: action.platform }
  let mismatch: string | undefined
  const attempt = async (auth: Auth): Promise<void> => {
    const steps = parts.engine.images.pull(action.reference, { ...platform, ...auth }, context.signal)
    for await (const step of steps) {
      if (/^WARNING: .*platform/i.test(step.status)) mismatch = step.status
      else tell(step, context)
    }
  }
  return tolerantly(action, parts, async () => {
    await transfer(action, { parts, context, attempt })
    return mismatch === undefined ? {} : { problem: otherPlatform(action, mismatch) }
  })
}

/** Tells what the image is called in its registry. */
async function pushImage(
  action: ActionOf<'image.push'>,
  parts: TransferParts,
  context: PerformContext,
): Promise<Performed> {
  let digest: string | undefined
  const attempt = async (auth: Auth): Promise<void> => {
    for await (const step of parts.engine.images.push(action.reference, auth, context.signal)) {
      digest ??= step.digest
      if (step.status !== '') tell(step, context)
    }
  }
  return tolerantly(action, parts, async () => {
    await transfer(action, { parts, context, attempt })
    return digest === undefined ? {} : { text: `Pushed ${digest}` }
  })
}

interface Auth {
  readonly registryAuth?: string
}

interface Transferring {
  readonly parts: TransferParts
  readonly context: PerformContext
  readonly attempt: (auth: Auth) => Promise<void>
}

/** Before the second try, the third and the fourth. */
const pausesMs = [1000, 2000, 4000]

async function transfer(action: Transfer, { parts, context, attempt }: Transferring): Promise<void> {
  const registryAuth = await parts.registryAuth?.(action.reference)
  const auth = registryAuth === undefined ? {} : { registryAuth }
  for (const [index, pauseMs] of [...pausesMs, undefined].entries()) {
    try {
      await attempt(auth)
      return
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      if (pauseMs === undefined || !isPassing(error)) throw refusedLogin(action, error, registryAuth) ?? error
      const what = action.do === 'image.pull' ? 'pull' : 'push'
      parts.onNotice?.(
        `The registry could not serve "${action.reference}" now (${error.message}). ` +
          `Trying to ${what} again in ${pauseMs / 1000} s, attempt ${index + 2} of ${pausesMs.length + 1}`,
      )
      await parts.delay(pauseMs, context.signal)
    }
  }
}

/** What a registry says when it has too much to do, or is being restarted. */
const passing =
  /toomanyrequests|too many requests|unexpected (?:http )?status(?: code)?[^:]*: 5\d\d|unexpected (?:http )?status(?: code)?:? 5\d\d|\b50[0234] (?:internal server error|bad gateway|service unavailable|gateway time-?out)|unexpected (?:http )?status.*\b429\b/i

/** Docker Hub says "toomanyrequests" too when the pulls of the day are used up: that does not pass while somebody waits. */
const lasting = /pull rate limit/i

function isPassing({ message }: EngineError): boolean {
  return passing.test(message) && !lasting.test(message)
}

function tell({ current, total, layer, status }: PushProgress, { progress }: PerformContext): void {
  progress({
    done: current ?? 0,
    ...(total === undefined ? {} : { total }),
    ...(layer === undefined ? {} : { part: layer }),
    text: status,
  })
}

const loginWanted =
  /no basic auth credentials|unauthorized|authentication required|incorrect username or password/i

/** Without the word of a login nobody learns from the engine's sentence whether there is none or a wrong one. */
function refusedLogin(
  action: Transfer,
  cause: EngineError,
  registryAuth: string | undefined,
): OperationError | undefined {
  const isDenied =
    loginWanted.test(cause.message) || (action.do === 'image.push' && /\bdenied\b/i.test(cause.message))
  if (!isDenied) return undefined
  const [first = ''] = action.reference.split('/')
  const isHost = action.reference.includes('/') && /[.:]|^localhost$/.test(first)
  const registry = isHost ? first : 'docker.io'
  const login = `docker login${isHost ? ` ${registry}` : ''}`
  const verb = action.do === 'image.pull' ? 'pulled' : 'pushed'
  const message =
    registryAuth === undefined
      ? `image "${action.reference}" cannot be ${verb}: the registry ${registry} wants a login, and none is stored`
      : `image "${action.reference}" cannot be ${verb}: the registry ${registry} refuses the stored login`
  const hint =
    registryAuth === undefined
      ? `log in first: ${login}`
      : `check that its user may do this, or log in again: ${login}`
  return new OperationError('CMP414', message, { hint, cause })
}

function otherPlatform(action: ActionOf<'image.pull'>, text: string): NonNullable<Performed['problem']> {
  const found = /its platform \(([^)]*)\)/.exec(text)?.[1]
  const what = found === undefined ? 'another platform' : found
  return {
    code: 'CMP403',
    severity: 'warning',
    message: `image "${action.reference}" is of ${what}, and not of ${action.platform ?? 'the platform that was asked for'}`,
    hint: 'its registry has no other; change "platform" of the service, or the image',
  }
}

/** Where a failure is tolerated it is told as a warning, if at all. */
async function tolerantly(
  action: Transfer,
  parts: TransferParts,
  work: () => Promise<Performed>,
): Promise<Performed> {
  try {
    return await work()
  } catch (error) {
    const isFailure = error instanceof EngineError || error instanceof OperationError
    if (action.tolerant !== true || !isFailure) throw error
    if (action.warn !== true) return { outcome: 'skipped' }
    const problem = { ...explainFailure(error, action, parts.origins), severity: 'warning' } as const
    return { outcome: 'skipped', problem }
  }
}
