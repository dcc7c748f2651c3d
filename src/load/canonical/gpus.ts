import { mappingFrom, sequenceNode } from '../make-node.ts'
import type { Rule } from '../rules.ts'

/** `gpus: all` is one request for all of them. */
export const gpuRequests: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value === 'string'
    ? sequenceNode([mappingFrom({ count: 'all' }, node.origin)], node.origin)
    : node
