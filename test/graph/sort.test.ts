import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortDependencies } from '../../src/graph/sort.ts'

function sort(edges: Readonly<Record<string, readonly string[]>>): ReturnType<typeof sortDependencies> {
  return sortDependencies(new Map(Object.entries(edges)))
}

describe('sortDependencies', () => {
  it('puts dependencies first and keeps the order of the rest', () => {
    expect(sort({ web: ['db', 'cache'], worker: [], db: [], cache: [] })).toEqual({
      order: ['db', 'cache', 'web', 'worker'],
    })
  })

  it('ignores dependencies that are no name', () => {
    expect(sort({ web: ['gone'] })).toEqual({ order: ['web'] })
  })

  it.each([
    [{ a: ['a'] }, ['a']],
    [{ a: ['b'], b: ['c'], c: ['b'] }, ['b', 'c']],
    [{ x: [], a: ['x', 'b'], b: ['c'], c: ['a', 'x'] }, ['a', 'b', 'c']],
  ])('names the whole cycle of %j', (edges, cycle) => {
    expect(sort(edges)).toEqual({ cycle })
  })

  it.each([
    ['forwards', (index: number) => [`s${index + 1}`]],
    ['backwards', (index: number) => [`s${index - 1}`]],
  ])('sorts a chain of 20000 that runs %s', (_, dependenciesOf) => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [`s${index}`, dependenciesOf(index)] as const)
    const sorted = sortDependencies(new Map(chain))
    expect('order' in sorted && sorted.order.length).toBe(20_000)
  })

  it('finds an order in which dependencies come first, or a real cycle', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const graph = fc.dictionary(
      fc.constantFrom(...names),
      fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
    )
    fc.assert(
      fc.property(graph, (edges) => {
        const sorted = sort(edges)
        if ('cycle' in sorted) {
          const { cycle } = sorted
          return cycle.every((name, index) => edges[name]?.includes(cycle[(index + 1) % cycle.length] ?? ''))
        }
        const position = new Map(sorted.order.map((name, index) => [name, index]))
        return Object.entries(edges).every(([name, dependencies]) =>
          dependencies.every((dependency) => (position.get(dependency) ?? -1) < (position.get(name) ?? -1)),
        )
      }),
    )
  })
})
