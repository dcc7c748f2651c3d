import { compareText } from '../units/compare-text.ts'
import { arrange, isOrderedMap, type Ordered, type Style } from './arrange.ts'
import type { Project } from './project.ts'
import { fileObject, model, network, volume } from './shape-project.ts'
import { service } from './shape-service.ts'
import { map, type Shape } from './shape.ts'

/** The project as `config --format json` prints it: top-level keys sorted, extension fields only at the top. */
export function toConfigJson(project: Project): Ordered {
  const sections = [...arrangeProject(project, 'json')]
  return new Map(sections.sort(([a], [b]) => compareText(a, b)))
}

/**
 * The project as `config` prints it in YAML, keys in order: unset commands and empty sections left out, extension fields
 * kept.
 */
export function toConfigYaml(project: Project): Ordered {
  return arrangeProject(project, 'yaml')
}

const resources = [
  ['networks', map(network)],
  ['volumes', map(volume)],
  ['secrets', map(fileObject)],
  ['configs', map(fileObject)],
  ['models', map(model)],
] as const satisfies readonly (readonly [keyof Project, Shape])[]

function arrangeProject(project: Project, style: Style): ReadonlyMap<string, Ordered> {
  const sections = new Map<string, Ordered>([
    ...(style === 'yaml' && project.name === '' ? [] : [['name', project.name] as const]),
    ['services', arrange(project.services, map(service), style)],
  ])
  for (const [section, shape] of resources) {
    if (Object.keys(project[section]).length > 0)
      sections.set(section, arrange(project[section], shape, style))
  }
  const extensions = arrange(project.extensions, map({ kind: 'any' }), style)
  return new Map([...sections, ...(isOrderedMap(extensions) ? extensions : [])])
}
