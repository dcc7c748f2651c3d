import { parseYaml } from '../../src/document/parse-yaml.ts'
import type { MappingNode, Node } from '../../src/document/node.ts'

/** The document written in `text`, as the loader gets it. */
export function documentOf(text: string, file = 'compose.yaml'): MappingNode {
  const { documents, diagnostics } = parseYaml(file, text)
  const node: Node | undefined = documents[0]
  if (node?.kind !== 'mapping')
    throw new Error(`not a mapping: ${diagnostics.map(({ message }) => message).join('; ')}`)
  return node
}
