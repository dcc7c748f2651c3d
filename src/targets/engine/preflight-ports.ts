import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Origins } from '../../document/origins.ts'
import type { ObservedContainer } from '../../engine/observed.ts'
import type { PortListener } from '../../events/machine.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import type { EngineAction } from './actions.ts'
import { labelNames, serviceOf } from './labels.ts'
import { holderCure, holderOf, holderText, portText, publishedPorts } from './port-holders.ts'

export interface PortFacts {
  readonly project: Project
  readonly origins: Origins
  readonly actions: readonly EngineAction[]
  /** All containers of the engine that run. */
  readonly others: readonly ObservedContainer[]
  readonly listeners: readonly PortListener[]
}

/** Ports of containers about to start that somebody has who will not give them up. */
export function takenPorts(facts: PortFacts): readonly Diagnostic[] {
  const ending = new Set(facts.actions.flatMap(endedBy))
  const staying = facts.others.filter(({ id, name }) => !ending.has(id) && !ending.has(name))
  return startedServices(facts).flatMap((service) => {
    const holders = staying.filter((container) => canHold(container, service, facts))
    return publishedPorts(service, facts.project).flatMap((wanted): readonly Diagnostic[] => {
      const holder = holderOf(wanted, holders, facts.listeners)
      if (holder === undefined) return []
      const span = facts.origins.of(['services', service.name, 'ports', wanted.index])?.span
      return [
        {
          code: 'CMP404',
          severity: 'error',
          message: `port ${portText(wanted)} of service "${service.name}" is already in use: ${holderText(holder)} has it`,
          hint: holderCure(holder),
          ...(span === undefined ? {} : { span }),
        },
      ]
    })
  })
}

/** The services of which a container is started. */
export function startedServices({
  project,
  actions,
}: Pick<PortFacts, 'project' | 'actions'>): readonly Service[] {
  const names = new Set(
    actions.flatMap(({ do: verb, target }) =>
      verb === 'container.start' && target.kind === 'container' ? [target.service] : [],
    ),
  )
  return [...names].flatMap((name) => own(project.services, name) ?? [])
}

/** Another service of the project may end before this one starts: only time shows it. */
function canHold({ labels }: ObservedContainer, { name }: Service, { project }: PortFacts): boolean {
  if (labels[labelNames.project] !== project.name) return true
  const holder = serviceOf(labels) ?? ''
  return holder === name || own(project.services, holder) === undefined
}

/** Ids and names of the containers that an action ends for good, or before it starts them again. */
function endedBy(action: EngineAction): readonly string[] {
  switch (action.do) {
    case 'container.replace':
    case 'container.stop':
    case 'container.remove':
    case 'container.kill':
    case 'container.restart':
    case 'container.start':
      return [action.container]
    default:
      return []
  }
}
