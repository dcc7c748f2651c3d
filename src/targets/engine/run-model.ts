import { OperationError } from '../../diagnostics/errors.ts'
import type { Progress } from '../../events/run-event.ts'
import type { Performed } from '../../execute/execute.ts'
import { jsonOf, recordOf } from '../../units/record.ts'
import type { ActionOf } from './intent.ts'
import { callOf, type ProgramContext } from './run-provider.ts'

type Preparation = ActionOf<'model.prepare'>

interface ModelRun {
  readonly context: ProgramContext
  readonly action: Preparation
  readonly path: string
  readonly signal: AbortSignal
}

/**
 * Has the docker command's model runner fetch a model that is not there, and set it up; the services that use it are told where it answers.
 * Section 4.9, models.
 */
export async function prepareModel(
  context: ProgramContext,
  action: Preparation,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (progress: Progress) => void },
): Promise<Performed> {
  const path = await context.programs.find('model', { pluginOnly: true })
  if (path === undefined) throw noRunner(action.model)
  const run: ModelRun = { context, action, path, signal }
  const { reference, contextSize, flags } = action
  if (!(await isThere(run))) await call(run, ['pull', reference], (text) => progress({ done: 0, text }))
  const size = contextSize === undefined ? [] : ['--context-size', String(contextSize)]
  const passed = flags.length === 0 ? [] : ['--', ...flags]
  await call(run, ['configure', ...size, reference, ...passed])
  const endpoint = await endpointOf(run)
  for (const { service, endpointVariable, modelVariable } of action.users)
    context.onVariables(service, { [endpointVariable]: endpoint, [modelVariable]: reference })
  return {}
}

export function noRunner(model: string): OperationError {
  return new OperationError(
    'CMP425',
    `the model "${model}" needs Docker Model Runner, which is not installed`,
    {
      hint: 'install the docker-model plugin, or run the model as a service of its own and pass its address in environment',
    },
  )
}

async function isThere(run: ModelRun): Promise<boolean> {
  const listed = jsonOf((await call(run, ['ls', '--json'])).join('\n'))
  if (!Array.isArray(listed)) return false
  const tags = listed.flatMap((model: unknown) => {
    const known: unknown = recordOf(model)?.['tags']
    return Array.isArray(known) ? known.map(String) : []
  })
  return tags.some((tag) => withTag(tag) === withTag(run.action.reference))
}

/** "ai/smollm2" is "ai/smollm2:latest". */
function withTag(reference: string): string {
  return /:[^/]*$/u.test(reference) ? reference : `${reference}:latest`
}

async function endpointOf(run: ModelRun): Promise<string> {
  const endpoint = recordOf(jsonOf((await call(run, ['status', '--json'])).join('\n')))?.['endpoint']
  if (typeof endpoint === 'string' && endpoint !== '') return endpoint
  throw new OperationError('CMP425', 'Docker Model Runner does not say where it answers', {
    hint: 'docker model status tells whether it runs',
  })
}

async function call(
  { context, action, path, signal }: ModelRun,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<readonly string[]> {
  const lines: string[] = []
  const keep = (line: string): void => {
    lines.push(line)
    onLine(line)
  }
  const { code, errors } = await context.programs.run(
    { ...callOf(context, path), args, onLine: keep },
    signal,
  )
  if (code === 0) return lines
  const how = code === undefined ? 'was ended by a signal' : `exited with status ${code}`
  const details = errors.length === 0 ? {} : { details: [{ title: 'last output', lines: errors }] }
  const what = `docker model ${args[0] ?? ''} for the model "${action.model}" ${how}`
  throw new OperationError('CMP425', what, details)
}
