import type { Service } from '../../../model/service.ts'
import { own } from '../../../units/own.ts'
import { absenceFinding, joinAbsences } from './absence-findings.ts'
import { containerProblem } from './container-findings.ts'
import { driftFindings } from './drift-findings.ts'
import type { Finding, SeenContainer, Situation } from './finding.ts'
import { portFindings } from './port-findings.ts'
import { waitingFinding } from './waiting-findings.ts'

/**
 * What is wrong now, dependencies before those that wait for them; nothing where everything is as the files say. `order`: the services,
 * dependencies first. Pure.
 */
export function findCauses(situation: Situation, order: readonly string[]): readonly Finding[] {
  const services = order
    .filter((name) => situation.services.includes(name))
    .flatMap((name) => own(situation.project.services, name) ?? [])
  const ofServices = services.flatMap((service) => serviceFindings(service, situation))
  return joinAbsences([...ofServices, ...driftFindings(situation)])
}

function serviceFindings(service: Service, situation: Situation): readonly Finding[] {
  if (service.provider !== undefined) return []
  const containers = situation.containers.get(service.name) ?? []
  if (containers.length === 0) return isWanted(service) ? absent(service, situation) : []
  const own = containers.map((seen) => ({ seen, problem: containerProblem({ service, seen, situation }) }))
  const areUp = containers.every(({ listed }) => listed.state === 'running' || listed.state === 'paused')
  const ports = areUp ? [] : portFindings(service, situation)
  const waiting = containers.some(neverRan) ? waitingFinding(service, situation) : undefined
  const known = own.flatMap(({ seen, problem }): readonly Finding[] => {
    // What it waits for, and who has its port, say more than that it was never started.
    const isExplained =
      problem?.code === 'CMP415' && neverRan(seen) && (waiting !== undefined || ports.length > 0)
    const isSaid = problem?.code === 'CMP404' && ports.length > 0
    if (problem === undefined || isExplained || isSaid) return []
    return [{ diagnostic: problem, service: service.name, container: seen.listed.name }]
  })
  return [...ports, ...known, ...(waiting === undefined ? [] : [waiting])]
}

function absent(service: Service, situation: Situation): readonly Finding[] {
  return [...portFindings(service, situation), absenceFinding(service, situation)]
}

function isWanted(service: Service): boolean {
  return (service.scale ?? service.deploy?.replicas ?? 1) > 0
}

function neverRan({ listed, details }: SeenContainer): boolean {
  return listed.state === 'created' && details?.startedAt === undefined
}
