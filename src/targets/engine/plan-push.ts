import type { Project } from '../../model/project.ts'
import { own } from '../../units/own.ts'
import { actionId } from './action-ids.ts'
import type { EngineAction } from './actions.ts'

/** Pushes what services build under a name of their own and under their tags, each once. Section 1.4. */
export function planPush(
  project: Pick<Project, 'services'>,
  services: readonly string[],
  { ignoreFailures }: { readonly ignoreFailures: boolean },
): readonly EngineAction[] {
  const actions = new Map<string, EngineAction>()
  for (const name of services) {
    const service = own(project.services, name)
    if (service?.build === undefined || service.image === undefined) continue
    for (const reference of [service.image, ...(service.build.tags ?? [])]) {
      const target = { kind: 'image', key: reference, name: reference } as const
      actions.set(reference, {
        id: actionId('image.push', target),
        do: 'image.push',
        target,
        reason: { because: 'requested', flag: 'push' },
        after: [],
        reference,
        service: name,
        ...(ignoreFailures ? { tolerant: true, warn: true } : {}),
      })
    }
  }
  return [...actions.values()]
}
