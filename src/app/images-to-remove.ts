import type { Engine } from '../engine/engine.ts'
import type { Project } from '../model/project.ts'
import { imageReference } from '../targets/engine/image-reference.ts'
import { labelNames } from '../targets/engine/labels.ts'

interface ImageChoice {
  readonly engine: Engine
  readonly project: Project
  /** Services whose images are meant. */
  readonly services: readonly string[]
  /** `local`: what was built for the project; `all`: what the services name, too. */
  readonly which: 'local' | 'all'
}

/** Names of the images that `down --rmi` removes: those that are there. Section 1.8. */
export async function imagesToRemove(
  { engine, project, services, which }: ImageChoice,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const all = { ...project.disabledServices, ...project.services }
  const named = services
    .flatMap((name) => all[name] ?? [])
    .filter((service) => service.provider === undefined && (which === 'all' || service.image === undefined))
    .map((service) => withTag(imageReference(project, service)))
  const built = await engine.images.listTags({ [labelNames.project]: project.name }, signal)
  const wanted = [...new Set([...built, ...named])]
  const found = await Promise.all(wanted.map((reference) => engine.images.find(reference, signal)))
  return wanted.filter((_, index) => found[index] !== undefined)
}

function withTag(reference: string): string {
  return reference.includes('@') || /:[^/]+$/u.test(reference) ? reference : `${reference}:latest`
}
