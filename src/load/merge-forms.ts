import type { MappingNode, Node, Origin, SequenceNode } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { compareText } from '../units/compare-text.ts'
import { entryOf, mappingFrom, mappingNode, scalarNode, sequenceNode } from './make-node.ts'
import type { MergeRule } from './merge-rules.ts'

/**
 * Brings two values into the forms in which their merge rule merges them. A value that fits no form of its attribute stays
 * as it is: validation of the merged document says what is wrong with it.
 */
export function toMergeForms(base: Node, later: Node, rule: MergeRule | undefined): readonly [Node, Node] {
  // Two lists of `name=value` are appended; repeated names are dropped afterwards, for every list.
  if (rule === 'as-mapping' && base.kind === 'sequence' && later.kind === 'sequence') return [base, later]
  return [toForm(base, rule), toForm(later, rule)]
}

function toForm(node: Node, rule: MergeRule | undefined): Node {
  switch (rule) {
    case 'as-mapping':
      return mappingOfPairs(node) ?? node
    case 'as-pairs':
      return listOfPairs(node)
    case 'as-list':
      return isText(node) ? sequenceNode([node], node.origin) : node
    case 'as-build':
      return isText(node) ? mappingNode([['context', entryOf(node)]], node.origin) : node
    case 'as-dependencies':
      return node.kind === 'sequence' ? (mappingOfNames(node, startedDependency) ?? node) : node
    case 'as-names':
      return node.kind === 'sequence' ? (mappingOfNames(node, nothing) ?? node) : node
    case 'as-hosts':
      return node.kind === 'mapping' ? sequenceNode(hostLines(node), node.origin) : node
    default:
      return node
  }
}

/** `{ A: 1, B: null }` as `["A=1", "B"]`, in the order of the texts. */
function listOfPairs(node: Node): Node {
  if (isText(node)) return sequenceNode([node], node.origin)
  if (node.kind !== 'mapping') return node
  const given = Array.from(node.entries).filter(([, { value }]) => value.tag !== 'reset')
  const pairs = given.map(([name, { value }]) =>
    value.kind === 'scalar'
      ? scalarNode(value.value === null ? name : `${name}=${scalarText(value)}`, value.origin)
      : value,
  )
  return sequenceNode(
    pairs.toSorted((one, other) => compareText(textOf(one), textOf(other))),
    node.origin,
  )
}

/** `["A=1", "B"]` as `{ A: "1", B: null }`; the last of equal names stands. A text alone is read as a list of one. */
function mappingOfPairs(node: Node): MappingNode | undefined {
  const items = (node.kind === 'sequence' ? node.items : [node]).filter(({ tag }) => tag !== 'reset')
  if (!items.every(isText)) return undefined
  return mappingNode(
    items.map((item) => {
      const text = textOf(item)
      const at = text.indexOf('=')
      const value = scalarNode(at === -1 ? null : text.slice(at + 1), item.origin)
      return [at === -1 ? text : text.slice(0, at), entryOf(value)]
    }),
    node.origin,
  )
}

function mappingOfNames(list: SequenceNode, meaning: (origin: Origin) => Node): MappingNode | undefined {
  const items = list.items.filter(({ tag }) => tag !== 'reset')
  if (!items.every(isText)) return undefined
  return mappingNode(
    items.map((item) => [textOf(item), entryOf(meaning(item.origin))]),
    list.origin,
  )
}

function nothing(origin: Origin): Node {
  return scalarNode(null, origin)
}

function startedDependency(origin: Origin): Node {
  return mappingFrom({ condition: 'service_started', required: true }, origin)
}

function hostLines(hosts: MappingNode): readonly Node[] {
  return Array.from(hosts.entries).flatMap(([name, { value }]) => {
    const addresses = value.kind === 'sequence' ? value.items : [value]
    return addresses.map((address) =>
      address.kind === 'scalar' && address.value !== null
        ? scalarNode(`${name}=${textOf(address)}`, address.origin)
        : address,
    )
  })
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string'
}

function textOf(node: Node): string {
  return node.kind === 'scalar' ? scalarText(node) : ''
}
