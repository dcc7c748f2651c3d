import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'

/** What services ask for that is not there yet. They are refused as a whole: half of a service is worse than none. */
export function unavailableFeatures(
  project: Pick<Project, 'services'>,
  origins: Origins,
): readonly Diagnostic[] {
  return Object.values(project.services).flatMap((service) =>
    featuresOf(service).map(({ field, what, hint }): Diagnostic => {
      const span = origins.of(['services', service.name, field])?.span
      return {
        code: 'CMP211',
        severity: 'error',
        message: `service "${service.name}" ${what}`,
        ...(hint === undefined ? {} : { hint }),
        ...(span === undefined ? {} : { span }),
      }
    }),
  )
}

interface Feature {
  readonly field: keyof Service
  readonly what: string
  readonly hint?: string
}

function featuresOf({ pre_start = [] }: Service): readonly Feature[] {
  if (!pre_start.some((hook) => hook.per_replica === true)) return []
  return [
    {
      field: 'pre_start',
      what: 'has a pre_start hook for each replica, which is not available',
      hint: 'leave out per_replica: a hook runs once before the first replica starts',
    },
  ]
}
