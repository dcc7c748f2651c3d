import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingEntry, MappingNode, Node, SequenceNode } from '../document/node.ts'
import { isNull, textAt } from './make-node.ts'
import { toMergeForms } from './merge-forms.ts'
import type { MergeRule } from './merge-rules.ts'
import { mergeRules } from './merge-rules.ts'
import type { PathTree } from './path-tree.ts'
import { buildPathTree, stepInto } from './path-tree.ts'
import type { Report } from './rules.ts'

export interface Merger {
  mergeDocuments(base: MappingNode, later: MappingNode): MappingNode
  /** Merges one service onto another, as `extends` does. */
  mergeServices(base: Node, later: Node): Node
}

/** What `name=value` is merged as where both forms are allowed. */
export type PairForm = 'mapping' | 'list'

function withPairsAsLists(rules: Readonly<Record<string, MergeRule>>): Readonly<Record<string, MergeRule>> {
  return Object.fromEntries(
    Object.entries(rules).map(([path, rule]) => [path, rule === 'as-mapping' ? 'as-pairs' : rule]),
  )
}

type Rules = PathTree<MergeRule> | undefined

/**
 * Merges later values onto earlier ones by the rules of `merge-rules.ts`. `!reset` and `!override` of the later one take
 * effect and stay on the result, because it may be merged onto yet another document; `withoutMergeTags` takes them off at
 * the end. Spec: 3.6.
 */
export function createMerger(report: Report, pairs: PairForm = 'mapping'): Merger {
  const rules = buildPathTree(pairs === 'mapping' ? mergeRules : withPairsAsLists(mergeRules))
  const serviceRules = stepInto(stepInto(rules, 'services'), '*')
  return {
    mergeDocuments: (base, later) => mergeMappings(report, base, later, rules),
    mergeServices: (base, later) => mergeNodes(report, base, later, serviceRules),
  }
}

function mergeNodes(report: Report, base: Node, later: Node, rules: Rules): Node {
  if (later.tag !== undefined) return later
  const rule = rules?.rule
  if (rule === 'replace') return replaced(base, later)
  if (isNull(later)) return base
  const [left, right] = toMergeForms(rule === 'as-pairs' ? withoutReset(base, later) : base, later, rule)
  if (left.kind === 'scalar') return replaced(base, later)
  if (left.kind === 'mapping' && right.kind === 'mapping') {
    if (rule === 'same-driver' && !haveSameDriver(left, right)) return replaced(base, later)
    return rule === 'as-mapping' ? replaceEntries(left, right) : mergeMappings(report, left, right, rules)
  }
  if (left.kind === 'sequence' && right.kind === 'sequence') return mergeLists(report, left, right, rule)
  report(mismatch(left, right))
  return later
}

function mergeMappings(report: Report, base: MappingNode, later: MappingNode, rules: Rules): MappingNode {
  const entries = new Map(base.entries)
  for (const [key, entry] of later.entries) {
    const earlier = entries.get(key)
    entries.set(
      key,
      earlier === undefined ? entry : mergeEntries(report, earlier, entry, stepInto(rules, key)),
    )
  }
  return { ...base, entries }
}

/** What the later mapping takes away has to go while it has a name. */
function withoutReset(base: Node, later: Node): Node {
  if (base.kind !== 'mapping' || later.kind !== 'mapping') return base
  const entries = Array.from(base.entries).filter(([name]) => later.entries.get(name)?.value.tag !== 'reset')
  return { ...base, entries: new Map(entries) }
}

/** One name, one value, and nothing is a value too: it takes a variable out of the environment. */
function replaceEntries(base: MappingNode, later: MappingNode): MappingNode {
  const entries = new Map(base.entries)
  for (const [key, entry] of later.entries) {
    const earlier = entries.get(key)
    const value = earlier === undefined ? entry.value : replaced(earlier.value, entry.value)
    entries.set(key, { key: entry.key, value })
  }
  return { ...base, entries }
}

function mergeEntries(report: Report, base: MappingEntry, later: MappingEntry, rules: Rules): MappingEntry {
  const value = mergeNodes(report, base.value, later.value, rules)
  return { key: value === base.value ? base.key : later.key, value }
}

function mergeLists(report: Report, base: SequenceNode, later: SequenceNode, rule?: MergeRule): SequenceNode {
  if (rule === 'by-subnet') return { ...base, items: mergeBySubnet(report, base, later) }
  const added = rule === 'as-hosts' ? withoutRepetitions(base, later) : later.items
  return { ...base, items: [...base.items, ...added] }
}

/** The later list says which ranges there are; what it leaves open about one may be in the earlier list. */
function mergeBySubnet(report: Report, base: SequenceNode, later: SequenceNode): readonly Node[] {
  return later.items.map((item) => {
    const subnet = subnetOf(item)
    const earlier = base.items.find((candidate) => subnet !== undefined && subnetOf(candidate) === subnet)
    return earlier === undefined ? item : mergeNodes(report, earlier, item, undefined)
  })
}

function subnetOf(node: Node): string | undefined {
  return node.kind === 'mapping' ? textAt(node, 'subnet') : undefined
}

function withoutRepetitions(base: SequenceNode, later: SequenceNode): readonly Node[] {
  const present = new Set(base.items.map(hostLine))
  return later.items.filter((item) => item.kind !== 'scalar' || !present.has(hostLine(item)))
}

/** As text: `name:address` and `name=address` are two entries, as they are for Docker Compose and its hashes. */
function hostLine(node: Node): string | undefined {
  return node.kind === 'scalar' ? String(node.value) : undefined
}

function haveSameDriver(left: MappingNode, right: MappingNode): boolean {
  const [one, other] = [textAt(left, 'driver'), textAt(right, 'driver')]
  return one === undefined || other === undefined || one === other
}

function replaced(base: Node, later: Node): Node {
  const hop = { how: 'override', span: base.origin.span } as const
  const before = (base.origin.hops ?? []).filter(({ how }) => how === 'override')
  return { ...later, origin: { ...later.origin, hops: [...(later.origin.hops ?? []), ...before, hop] } }
}

const KINDS = { mapping: 'a mapping', sequence: 'a list', scalar: 'a single value' } as const

function mismatch(base: Node, later: Node): Diagnostic {
  return {
    code: 'CMP119',
    severity: 'error',
    message: `${KINDS[later.kind]} cannot be merged onto ${KINDS[base.kind]}`,
    span: later.origin.span,
    related: [{ message: `the earlier value is ${KINDS[base.kind]}`, span: base.origin.span }],
    hint: 'write it in the same form, or put !override before it',
  }
}
