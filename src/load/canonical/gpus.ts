import { mappingFrom, sequenceNode } from '../make-node.ts'
import { fields, inOrder, items, type Rule } from '../rules.ts'
import { labelMap } from './key-values.ts'

/** Requests for devices, of `gpus` and of `deploy`. */
export const deviceRequests: Rule = items(fields({ options: labelMap }))

const allGpus: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value === 'string'
    ? sequenceNode([mappingFrom({ count: 'all' }, node.origin)], node.origin)
    : node

/** `gpus: all` is one request for all of them. */
export const gpuRequests: Rule = inOrder(allGpus, deviceRequests)
