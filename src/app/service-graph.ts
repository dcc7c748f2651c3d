import type { Port } from '../model/port.ts'
import type { Project } from '../model/project.ts'
import type { Service } from '../model/service.ts'
import { imageReference } from '../targets/engine/image-reference.ts'
import { networkKeys } from '../targets/engine/spec-networks.ts'
import { compareText } from '../units/compare-text.ts'
import { own } from '../units/own.ts'

export interface GraphFacts {
  readonly networks: boolean
  readonly ports: boolean
  readonly image: boolean
}

interface Fact {
  readonly heading: string
  readonly lines: readonly string[]
}

export interface ServiceNode {
  readonly name: string
  readonly facts: readonly Fact[]
  readonly needs: readonly string[]
}

/** The services of a project and what each depends on, by name. */
export function serviceGraph(project: Project, wanted: GraphFacts): readonly ServiceNode[] {
  return Object.values(project.services)
    .toSorted((a, b) => compareText(a.name, b.name))
    .map((service) => ({
      name: service.name,
      facts: factsOf(project, service, wanted).filter(({ lines }) => lines.length > 0),
      needs: Object.keys(service.depends_on ?? {})
        .filter((name) => own(project.services, name) !== undefined)
        .toSorted(compareText),
    }))
}

function factsOf(project: Project, service: Service, wanted: GraphFacts): readonly Fact[] {
  return [
    { heading: 'Networks', lines: wanted.networks ? networkKeys(service) : [] },
    { heading: 'Ports', lines: wanted.ports ? (service.ports ?? []).map(portText) : [] },
    { heading: 'Image', lines: wanted.image ? [imageReference(project, service)] : [] },
  ]
}

function portText({ host_ip: host, published = '', target, protocol = '', mode = '' }: Port): string {
  return `${host === undefined ? '' : `${host}:`}${published}:${target} (${protocol}, ${mode})`
}
