import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Project } from '../model/project.ts'
import { mostReplicas } from '../model/replicas.ts'
import { own } from '../units/own.ts'

type Scale = Readonly<Record<string, number>>

/** What is wrong with the numbers of containers that were asked for beside those of the files. */
export function scaleMistakes(project: Project, origins: Origins, scale: Scale): readonly Diagnostic[] {
  return Object.entries(scale).flatMap(([name, wanted]): readonly Diagnostic[] => {
    const service = own(project.services, name)
    if (service === undefined)
      return [{ code: 'CMP208', severity: 'error', message: `no such service: ${name}` }]
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > mostReplicas) {
      const message = `service "${name}" cannot run ${wanted} containers`
      return [{ code: 'CMP109', severity: 'error', message, hint: `use 0 to ${mostReplicas}` }]
    }
    if (wanted < 2 || service.container_name === undefined) return []
    const span = origins.of(['services', name, 'container_name'])?.span
    return [
      {
        code: 'CMP206',
        severity: 'error',
        message: `service "${name}" has a container name, which ${wanted} containers cannot share`,
        ...(span === undefined ? {} : { span }),
        hint: 'remove "container_name"',
      },
    ]
  })
}
