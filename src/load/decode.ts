import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingNode, Node } from '../document/node.ts'
import { toExact } from '../document/to-plain.ts'
import type { Network } from '../model/network.ts'
import type { Model } from '../model/project.ts'
import type { FileObject } from '../model/secret.ts'
import type { Service } from '../model/service.ts'
import { fileObject, model, network, volume } from '../model/shape-project.ts'
import { service as serviceShape } from '../model/shape-service.ts'
import { isZero } from '../model/shape.ts'
import type { Field, Shape } from '../model/shape.ts'
import type { Volume } from '../model/volume.ts'
import type { ExactJson } from '../units/exact-scalar.ts'
import { decodeHosts, decodeSshKeys, decodeUlimit } from './decode-collection.ts'
import { decodeScalar, wrong } from './decode-leaf.ts'
import { isNull, valueAt } from './make-node.ts'
import type { Report } from './rules.ts'

export interface Decoded {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, Network>>
  readonly volumes: Readonly<Record<string, Volume>>
  readonly secrets: Readonly<Record<string, FileObject>>
  readonly configs: Readonly<Record<string, FileObject>>
  readonly models: Readonly<Record<string, Model>>
  readonly extensions: Readonly<Record<string, ExactJson>>
  readonly diagnostics: readonly Diagnostic[]
  /** What could not be read completely, such as `services.web`. */
  readonly incomplete: ReadonlySet<string>
}

/** Reads a canonical document into the model: sizes, durations and numbers are checked and put into their one form. */
export function decodeProject(document: MappingNode): Decoded {
  const decoding: Decoding = { document, diagnostics: [], incomplete: new Set() }
  const services = decodeSection(decoding, 'services', serviceShape)
  return {
    services: Object.fromEntries(services.map(([name, rest]) => [name, withScale({ name, ...rest })])),
    networks: Object.fromEntries(decodeSection(decoding, 'networks', network)),
    volumes: Object.fromEntries(decodeSection(decoding, 'volumes', volume)),
    secrets: Object.fromEntries(decodeSection(decoding, 'secrets', fileObject)),
    configs: Object.fromEntries(decodeSection(decoding, 'configs', fileObject)),
    models: Object.fromEntries(decodeSection(decoding, 'models', model)),
    extensions: extensionsOf(document) ?? {},
    diagnostics: decoding.diagnostics,
    incomplete: decoding.incomplete,
  }
}

interface Decoding {
  readonly document: MappingNode
  readonly diagnostics: Diagnostic[]
  readonly incomplete: Set<string>
}

/** `scale` is also the number of replicas where `deploy` does not say one; the check reports where they differ. */
function withScale(service: Service): Service {
  const { scale, deploy } = service
  if (scale === undefined || deploy === undefined || deploy.replicas !== undefined) return service
  return { ...service, deploy: { ...deploy, replicas: scale } }
}

function decodeSection<T>(
  { document, diagnostics, incomplete }: Decoding,
  key: string,
  shape: Shape<T>,
): [string, T][] {
  const section = valueAt(document, key)
  if (section?.kind !== 'mapping') return []
  return Array.from(section.entries).flatMap(([name, { value }]): [string, T][] => {
    const report: Report = (diagnostic) => {
      diagnostics.push(diagnostic)
      if (diagnostic.severity === 'error') incomplete.add(`${key}.${name}`)
    }
    const decoded = decodeNode(isNull(value) ? { ...document, entries: new Map() } : value, shape, report)
    return isOf(decoded, shape) ? [[name, decoded]] : []
  })
}

/** Whether something was decoded; if so it is of the shape's type, because `decodeNode` makes what `shape.ts` says. */
function isOf<T>(decoded: unknown, _shape: Shape<T>): decoded is T {
  return decoded !== undefined
}

/** `undefined`: null, or wrong, which is reported. */
function decodeNode(node: Node, shape: Shape, report: Report): unknown {
  switch (shape.kind) {
    case 'nullable':
      return isNull(node) ? null : decodeNode(node, shape.of, report)
    case 'struct':
      return isNull(node) ? undefined : decodeStruct(node, shape.fields, report)
    case 'list':
      return isNull(node) ? undefined : decodeList(node, shape.of, report)
    case 'map':
      return isNull(node) ? undefined : decodeMap(node, shape.of, report)
    case 'any':
      return toExact(node)
    case 'hosts':
      return isNull(node) ? undefined : decodeHosts(node, report)
    case 'ssh':
      return isNull(node) ? undefined : decodeSshKeys(node, report)
    case 'ulimit':
      return decodeUlimit(node, report)
    default:
      return node.kind === 'scalar'
        ? decodeScalar(node, shape.kind, report)
        : wrong(node, 'a single value', report)
  }
}

function decodeStruct(node: Node, fields: Readonly<Record<string, Field>>, report: Report): unknown {
  if (node.kind !== 'mapping') return wrong(node, 'a mapping', report)
  const decoded: [string, unknown][] = []
  for (const [name, field] of Object.entries(fields)) {
    const value = valueAt(node, name)
    const own = value === undefined ? undefined : decodeNode(value, field.shape, report)
    const isAbsent = own === undefined || (field.presence === 'set' && isZero(own, field.shape))
    const kept = isAbsent ? field.zero : own
    if (kept !== undefined) decoded.push([name, kept])
  }
  const extensions = extensionsOf(node)
  if (extensions !== undefined) decoded.push(['extensions', extensions])
  return Object.fromEntries(decoded)
}

/** A list keeps its empty items. Where any text may stand, one stands for a list of one. */
function decodeList(node: Node, of: Shape, report: Report): unknown {
  if (node.kind === 'scalar' && of.kind === 'text') return [decodeScalar(node, 'text', report)]
  if (node.kind !== 'sequence') return wrong(node, 'a list', report)
  return node.items
    .map((item) => decodeNode(item, of, report) ?? emptyItem(of))
    .filter((item) => item !== undefined)
}

function decodeMap(node: Node, of: Shape, report: Report): unknown {
  if (node.kind !== 'mapping') return wrong(node, 'a mapping', report)
  const decoded = Array.from(
    node.entries,
    ([key, { value }]) => [key, decodeNode(value, of, report)] as const,
  )
  return Object.fromEntries(decoded.filter(([, value]) => value !== undefined))
}

function emptyItem(of: Shape): unknown {
  return of.kind === 'string' ? '' : undefined
}

function extensionsOf(node: MappingNode): Readonly<Record<string, ExactJson>> | undefined {
  const own = Array.from(node.entries).filter(([key]) => key.startsWith('x-'))
  return own.length === 0
    ? undefined
    : Object.fromEntries(own.map(([key, { value }]): [string, ExactJson] => [key, toExact(value)]))
}
