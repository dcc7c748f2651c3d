import type { LoadRequest } from '../load/load-request.ts'
import type { Project } from '../model/project.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { EngineError } from '../engine/errors.ts'
import { OperationError } from '../diagnostics/errors.ts'
import { execute } from '../execute/execute.ts'
import type { Plan } from '../planner/plan.ts'
import type { OciVersion, ProjectFile } from '../registry/project-artifact.ts'
import { parseReference, referenceText } from '../registry/reference.ts'
import { planPush } from '../targets/engine/plan-push.ts'
import { smallPlan } from '../targets/engine/small-plan.ts'
import { digestsAlone, withImageDigests } from './image-digests.ts'
import { load, report } from './load-project.ts'
import type { Loaded } from './load-project.ts'
import { projectText } from './config.ts'
import { askToPublish } from './publish-consent.ts'
import { filesToPublish } from './publish-files.ts'
import { endingOf, runPlan } from './run-plan.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface PublishRequest {
  readonly load: LoadRequest
  /** Where to, as typed: `registry.example/team/app:1`. */
  readonly reference: string
  /** With a file that names images by the digests they have now. */
  readonly resolveDigests: boolean
  /** Absent: 1.1, or 1.0 where the registry does not take that. */
  readonly ociVersion?: OciVersion
  readonly withEnvironment: boolean
  /** With the images, and digests. */
  readonly withImages: boolean
  readonly dryRun: boolean
}

/** Sends the files of a project to a registry, after the images that it builds. Section 1.12. */
export async function publish(surroundings: Surroundings, request: PublishRequest): Promise<Ending> {
  const reference = parseReference(request.reference)
  if (reference.digest !== undefined)
    throw new OperationError('CMP124', `"${request.reference}" has a digest; a project is published as a tag`)
  const options = { ...request.load.options, resolveEnvFiles: false }
  const loaded = await load(surroundings, { ...request.load, options })
  if (loaded.ending !== undefined) return loaded.ending
  const { files, problems } = await filesToPublish(loaded.project, surroundings.reader)
  const mistakes = [...problems, ...withoutImages(loaded)]
  if (mistakes.length > 0) {
    report(surroundings, mistakes, loaded.sources)
    return { kind: 'failed' }
  }
  const { withEnvironment } = request
  const { project } = loaded
  const refusal = await askToPublish(surroundings, { project, files, withEnvironment })
  if (refusal !== undefined) return refusal
  const pushed = await pushImages(surroundings, request, loaded)
  return pushed.kind === 'done' ? send(surroundings, request, { project, files }) : pushed
}

/** Who reads the artifact has no context to build them from, and no name to pull. */
function withoutImages({ project, origins }: Loaded): readonly Diagnostic[] {
  return Object.values(project.services).flatMap(({ name, build, image }) => {
    if (build === undefined || image !== undefined) return []
    const span = origins.of(['services', name, 'build'])?.span
    return [
      {
        code: 'CMP203',
        severity: 'error',
        message: `service "${name}" cannot be published: it is built, and has no image`,
        hint: 'give it an "image", under which it is pushed',
        ...(span === undefined ? {} : { span }),
      } as const,
    ]
  })
}

async function pushImages(
  surroundings: Surroundings,
  { dryRun }: PublishRequest,
  { project, origins, sources }: Loaded,
): Promise<Ending> {
  const actions = planPush(project, Object.keys(project.services), { ignoreFailures: false })
  if (actions.length === 0) return { kind: 'done' }
  const engine = await surroundings.engine()
  const plan = smallPlan(project.name, actions)
  return endingOf(await runPlan(surroundings, { engine, plan, project, origins, sources, dryRun }))
}

interface Sending {
  readonly project: Project
  readonly files: readonly ProjectFile[]
}

/** One action, so that it is told as others are. */
async function send(surroundings: Surroundings, request: PublishRequest, sending: Sending): Promise<Ending> {
  const name = referenceText(parseReference(request.reference))
  const { openRegistry, signal, now, host } = surroundings
  if (openRegistry === undefined) throw new Error('a project is published by someone who has no registry')
  const problems: Diagnostic[] = []
  const result = await execute(publishPlan(sending.project.name, name), {
    perform: async () => {
      if (request.dryRun) return {}
      const { sendProject } = await import('./send-project.ts')
      const pinned = await withDigests(surroundings, request, sending)
      const digest = await sendProject(await openRegistry(), {
        reference: parseReference(request.reference),
        created: `${new Date(surroundings.unixMs?.() ?? 0).toISOString().slice(0, 19)}Z`,
        ...(request.ociVersion === undefined ? {} : { version: request.ociVersion }),
        ...pinned,
      })
      return { text: `Published ${digest}` }
    },
    emit: (event) => {
      host.emit(event)
      if (event.type === 'action.end' && event.problem !== undefined) problems.push(event.problem)
    },
    signal,
    concurrency: 1,
    now,
    explain: explained,
  })
  report(surroundings, problems)
  return endingOf(result)
}

function publishPlan(project: string, name: string): Plan {
  const target = { kind: 'artifact', key: name, name } as const
  const reason = { because: 'requested', flag: 'publish' } as const
  const action = { id: `project.publish ${name}`, do: 'project.publish', target, reason, after: [] }
  return { ...smallPlan(project, []), actions: [action] }
}

async function withDigests(
  surroundings: Surroundings,
  { resolveDigests, withImages }: PublishRequest,
  { project, files }: Sending,
): Promise<{ readonly files: readonly ProjectFile[]; readonly images: readonly string[] }> {
  if (!resolveDigests && !withImages) return { files, images: [] }
  const resolved = await withImageDigests(surroundings, project)
  const text = projectText(digestsAlone(resolved), 'yaml')
  const images = Object.values(resolved.services).flatMap(({ image }) => image ?? [])
  return {
    files: [...files, { kind: 'compose', name: 'image-digests.yaml', text }],
    images: withImages ? [...new Set(images)] : [],
  }
}

function explained(error: unknown): Diagnostic {
  if (error instanceof OperationError) return error.toDiagnostic()
  if (error instanceof EngineError) return { code: 'CMP416', severity: 'error', message: error.message }
  throw error
}
