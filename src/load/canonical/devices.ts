import { mappingFrom } from '../make-node.ts'
import type { Rule } from '../rules.ts'

/** `SOURCE[:TARGET[:PERMISSIONS]]`; the target is the source and everything is permitted unless it says so. */
export const device: Rule = (node, report) => {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node
  const [source = '', target = '', permissions = 'rwm', ...rest] = node.value.split(':')
  if (rest.length > 0) {
    report({
      code: 'CMP108',
      severity: 'error',
      message: `the device mapping "${node.value}" has too many colons`,
      span: node.origin.span,
      hint: 'use the long form with source, target and permissions',
    })
    return node
  }
  return mappingFrom({ source, target: target === '' ? source : target, permissions }, node.origin)
}
