import type { MappingEntry, MappingNode, Node } from '../document/node.ts'
import {
  defaultOrigin,
  defaultScalar,
  entryOf,
  isNull,
  mappingNode,
  scalarNode,
  textAt,
  valueAt,
  withDefault,
  withValue,
} from './make-node.ts'
import { cleanPosixPath } from './paths.ts'
import { implicitDependencies } from './implicit-dependencies.ts'
import { fields, inOrder, items, values, type Rule } from './rules.ts'

/**
 * Makes explicit what a canonical document implies: the default network, names of resources, what is built from where,
 * dependencies through links and shared namespaces. Spec 3.11.
 */
export function normalise(document: MappingNode, projectName: string): MappingNode {
  const node = projectRule(projectName)(document, () => undefined)
  return node.kind === 'mapping' ? withDefaultNetwork(node, projectName) : document
}

const defaultNetwork: Rule = (node) => {
  if (node.kind !== 'mapping' || node.entries.has('provider') || node.entries.has('network_mode')) return node
  const networks = valueAt(node, 'networks')
  if (networks?.kind === 'mapping' && networks.entries.size > 0) return node
  const origin = defaultOrigin(networks?.origin ?? node.origin)
  return withValue(node, 'networks', mappingNode([['default', entryOf(scalarNode(null, origin))]], origin))
}

const buildDefaults: Rule = (node) => {
  if (node.kind !== 'mapping') return node
  const withContext = withDefault(node, 'context', '.')
  const inline = valueAt(node, 'dockerfile_inline')
  return inline === undefined || isNull(inline)
    ? withDefault(withContext, 'dockerfile', 'Dockerfile')
    : withContext
}

const pullPolicy: Rule = (node) =>
  node.kind === 'scalar' && node.value === 'if_not_present' ? { ...node, value: 'missing' } : node

const mountTarget: Rule = (node) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  const cleaned = cleanPosixPath(node.value)
  return cleaned === node.value ? node : { ...node, value: cleaned }
}

/** A step that runs before the start uses the service's image unless it names its own. */
const hookImages: Rule = (node) => {
  if (node.kind !== 'mapping') return node
  const image = textAt(node, 'image')
  if (image === undefined) return node
  return fields({
    pre_start: items((hook) => (hook.kind === 'mapping' ? withDefault(hook, 'image', image) : hook)),
  })(node, () => undefined)
}

const service: Rule = inOrder(
  defaultNetwork,
  fields({
    build: buildDefaults,
    pull_policy: pullPolicy,
    volumes: items(fields({ target: mountTarget })),
  }),
  implicitDependencies,
  hookImages,
)

function projectRule(projectName: string): Rule {
  const named = namedResources(projectName)
  return fields({
    services: values(service),
    networks: named,
    volumes: named,
    configs: named,
    secrets: named,
  })
}

/** A resource without a name is called `PROJECT_KEY` by the engine; an external one by its key. */
function namedResources(projectName: string): Rule {
  return (node) => {
    if (node.kind !== 'mapping') return node
    const entries = [...node.entries].map(([key, entry]): [string, MappingEntry] => [
      key,
      { key: entry.key, value: nameResource(entry, key, projectName) },
    ])
    return { ...node, entries: new Map(entries) }
  }
}

function nameResource(entry: MappingEntry, key: string, projectName: string): Node {
  const resource = isNull(entry.value) ? mappingNode([], entry.value.origin) : entry.value
  if (resource.kind !== 'mapping') return resource
  const external = valueAt(resource, 'external')
  const isExternal = external?.kind === 'scalar' && (external.value === true || external.value === 'true')
  const name = valueAt(resource, 'name')
  if (name !== undefined && !isNull(name)) return resource
  return withValue(resource, 'name', defaultScalar(isExternal ? key : `${projectName}_${key}`, entry.key))
}

function withDefaultNetwork(document: MappingNode, projectName: string): MappingNode {
  const networks = valueAt(document, 'networks')
  if (networks?.kind === 'mapping' && networks.entries.has('default')) return document
  const user = firstUserOfDefault(document)
  if (user === undefined) return document
  const origin = defaultOrigin(user.origin)
  const network = mappingNode([['name', entryOf(scalarNode(`${projectName}_default`, origin))]], origin)
  const others = networks?.kind === 'mapping' ? networks : mappingNode([], origin)
  return withValue(document, 'networks', withValue(others, 'default', network))
}

function firstUserOfDefault(document: MappingNode): Node | undefined {
  const services = valueAt(document, 'services')
  if (services?.kind !== 'mapping') return undefined
  for (const { value } of services.entries.values()) {
    const networks = value.kind === 'mapping' ? valueAt(value, 'networks') : undefined
    if (networks?.kind !== 'mapping' || (value.kind === 'mapping' && value.entries.has('provider'))) continue
    const use = networks.entries.get('default')
    if (use !== undefined) return use.value
  }
  return undefined
}
