import { scalarText } from '../../document/scalar-text.ts'
import { entryOf, mappingNode, scalarNode } from '../make-node.ts'
import { fields, inOrder, items, type Rule } from '../rules.ts'
import { fileReference } from './file-reference.ts'
import { environmentMap, labelMap, strictMap } from './key-values.ts'
import { sshKeys } from './ssh.ts'
import { listFromString } from './string-list.ts'

const contextOnly: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value === 'string'
    ? mappingNode([['context', entryOf(node)]], node.origin)
    : node

/** `provenance: true` and `provenance: mode=max` are both text. */
const attestation: Rule = (node) =>
  node.kind === 'scalar' && typeof node.value !== 'string' && node.value !== null
    ? scalarNode(scalarText(node), node.origin)
    : node

/** A string is the context; the parts that are structure take their long forms. Spec 2.4. */
export const buildStructure: Rule = inOrder(
  contextOnly,
  fields({
    additional_contexts: strictMap,
    provenance: attestation,
    sbom: attestation,
    secrets: items(fileReference),
    ssh: sshKeys,
  }),
)

export const buildContent: Rule = fields({
  args: environmentMap,
  cache_from: listFromString,
  cache_to: listFromString,
  labels: labelMap,
  no_cache_filter: listFromString,
})
