import { defaultScalar, sequenceNode } from '../make-node.ts'
import { fields, type Rule } from '../rules.ts'

const probe: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value === 'string'
    ? sequenceNode([defaultScalar('CMD-SHELL', node.origin), node], node.origin)
    : node

/** A test given as one string runs in the container's shell. */
export const healthcheck: Rule = fields({ test: probe })
