import { describe, expect, it } from 'vitest'
import { parseYaml } from '../../src/document/parse-yaml.ts'
import { listVariables } from '../../src/interpolate/list-variables.ts'

describe('listVariables', () => {
  it('lists each variable once, with what any of its uses says about it', () => {
    const text = 'a: $A ${B:-b $C}\nb: ["${A:?m}", "$$D", "${E+e}${E-}"]\nc: "$A$A"\n'
    const [root] = parseYaml('f', text).documents
    const found = root === undefined ? [] : listVariables(root)
    expect(found.map(({ spans, ...facts }) => ({ ...facts, uses: spans.length }))).toEqual([
      { name: 'A', isRequired: true, uses: 3 },
      { name: 'B', isRequired: false, defaultValue: 'b $C', uses: 1 },
      { name: 'C', isRequired: false, uses: 1 },
      { name: 'E', isRequired: false, alternateValue: 'e', defaultValue: '', uses: 1 },
    ])
  })
})
