import type { MappingNode } from '../../src/document/node.ts'
import { parseYaml } from '../../src/document/parse-yaml.ts'

/** The one document of a text that is known to hold a mapping. */
export function mappingOf(text: string, file = '/project/compose.yaml'): MappingNode {
  const { documents, diagnostics } = parseYaml(file, text)
  const [document] = documents
  if (document?.kind !== 'mapping') throw new Error(`not a mapping: ${JSON.stringify(diagnostics)}`)
  return document
}
