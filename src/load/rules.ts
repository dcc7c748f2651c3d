import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { MappingEntry, Node } from '../document/node.ts'

export type Report = (diagnostic: Diagnostic) => void

/** Rewrites one node, and says what is wrong with it. A node of a kind it does not know is returned as it is. */
export type Rule = (node: Node, report: Report) => Node

/** Applies to each named field of a mapping its own rule. */
export function fields(rules: Readonly<Record<string, Rule>>): Rule {
  return (node, report) =>
    rewriteEntries(node, (key) => (Object.hasOwn(rules, key) ? rules[key] : undefined), report)
}

/** Applies one rule to every value of a mapping whose keys are names; `x-a` is a name as well. */
export function values(rule: Rule): Rule {
  return (node, report) => rewriteEntries(node, () => rule, report)
}

/** Applies one rule to every item of a sequence. */
export function items(rule: Rule): Rule {
  return (node, report) => {
    if (node.kind !== 'sequence') return node
    const rewritten = node.items.map((item) => rule(item, report))
    return rewritten.every((item, index) => item === node.items[index]) ? node : { ...node, items: rewritten }
  }
}

export function inOrder(...rules: readonly Rule[]): Rule {
  return (node, report) => rules.reduce((current, rule) => rule(current, report), node)
}

function rewriteEntries(node: Node, ruleOf: (key: string) => Rule | undefined, report: Report): Node {
  if (node.kind !== 'mapping') return node
  const entries = new Map<string, MappingEntry>()
  let changed = false
  for (const [key, entry] of node.entries) {
    const value = ruleOf(key)?.(entry.value, report) ?? entry.value
    changed ||= value !== entry.value
    entries.set(key, value === entry.value ? entry : { key: entry.key, value })
  }
  return changed ? { ...node, entries } : node
}
