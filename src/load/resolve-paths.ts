import type { MappingNode, Node } from '../document/node.ts'
import { scalarNode, textAt, valueAt, withValue } from './make-node.ts'
import { absolutePath, expandHome, isWindowsAbsolute } from './paths.ts'
import { fields, items, values, type Rule } from './rules.ts'

/**
 * Makes the relative paths of a canonical document absolute: against `baseDirectory`, and `home` for `~`. URLs, git
 * references, `service:` references and absolute paths of either system stay as they are. Spec 3.10.
 */
export function resolvePaths(document: MappingNode, baseDirectory: string, home: string): MappingNode {
  const node = projectRule({ base: baseDirectory, home })(document, () => undefined)
  return node.kind === 'mapping' ? node : document
}

interface Place {
  readonly base: string
  readonly home: string
}

function projectRule(place: Place): Rule {
  const path = onText((text) => (text === '' ? text : absolutePath(text, place.base, place.home)))
  const enginePath = onText((text) => absoluteOnAnySystem(text, place))
  const context = onText((text) =>
    isRemoteContext(text) ? text : text === '' ? text : absolutePath(text, place.base, place.home),
  )
  const service = fields({
    build: fields({ context, additional_contexts: values(context), ssh: values(enginePath) }),
    develop: fields({ watch: items(fields({ path })) }),
    env_file: items(fields({ path })),
    extends: fields({ file: path }),
    label_file: items(path),
    volumes: items(bindSource(enginePath)),
  })
  return fields({
    services: values(service),
    configs: values(fields({ file: enginePath })),
    secrets: values(fields({ file: enginePath })),
    volumes: values(bindDevice(enginePath)),
  })
}

function onText(rewrite: (text: string) => string): Rule {
  return (node) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
    const text = rewrite(node.value)
    return text === node.value ? node : scalarNode(text, node.origin)
  }
}

/** The engine may run on another system than this program, so that absolute paths of both are left alone. */
function absoluteOnAnySystem(text: string, place: Place): string {
  const expanded = expandHome(text, place.home)
  return isWindowsAbsolute(expanded) ? expanded : absolutePath(expanded, place.base, place.home)
}

const remotePrefixes = ['https://', 'http://', 'git://', 'ssh://', 'github.com/', 'git@', 'service:']

function isRemoteContext(text: string): boolean {
  return text.includes('://') || remotePrefixes.some((prefix) => text.startsWith(prefix))
}

function bindSource(path: Rule): Rule {
  const source = fields({ source: path })
  return (node, report) =>
    node.kind === 'mapping' && textAt(node, 'type') === 'bind' ? source(node, report) : node
}

/** A volume of the local driver with `o: bind` is a bind mount of its `device`. */
function bindDevice(path: Rule): Rule {
  return (node, report) => {
    if (node.kind !== 'mapping' || textAt(node, 'driver') !== 'local') return node
    const options = valueAt(node, 'driver_opts')
    if (options?.kind !== 'mapping' || textAt(options, 'o') !== 'bind') return node
    const device: Node | undefined = valueAt(options, 'device')
    return device === undefined
      ? node
      : withValue(node, 'driver_opts', withValue(options, 'device', path(device, report)))
  }
}
