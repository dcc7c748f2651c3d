import type { ScalarNode } from './node.ts'

/** The text of a scalar where a string is wanted, as Compose writes it: `1.10` becomes `1.1`, `0644` `420`; null is empty. */
export function scalarText(node: ScalarNode): string {
  return node.text ?? (node.value === null ? '' : String(node.value))
}
