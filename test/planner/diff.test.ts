import { describe, expect, it } from 'vitest'
import { diffValues } from '../../src/planner/diff.ts'
import type { FieldChange } from '../../src/planner/reason.ts'
import type { Json } from '../../src/units/json.ts'

type Service = Record<string, Json>

describe('diffValues', () => {
  it.each<[string, Service, Service, readonly FieldChange[]]>([
    [
      'a map that appears, key by key',
      {},
      { sysctls: { b: '1', a: '2' } },
      [
        { path: ['sysctls', 'a'], after: '2' },
        { path: ['sysctls', 'b'], after: '1' },
      ],
    ],
    ['a key that goes', { labels: { a: '1' } }, { labels: {} }, [{ path: ['labels', 'a'], before: '1' }]],
    [
      'a field inside a section',
      { healthcheck: { test: ['CMD', 'a'], retries: 3 } },
      { healthcheck: { test: ['CMD', 'a'], retries: 5 } },
      [{ path: ['healthcheck', 'retries'], before: 3, after: 5 }],
    ],
    [
      'a section that appears, as a whole',
      {},
      { healthcheck: { retries: 5 } },
      [{ path: ['healthcheck'], after: { retries: 5 } }],
    ],
    [
      'an ordered list as a whole',
      { command: ['a', 'b'] },
      { command: ['b', 'a'] },
      [{ path: ['command'], before: ['a', 'b'], after: ['b', 'a'] }],
    ],
    ['no change in another order of a set', { cap_add: ['A', 'B'] }, { cap_add: ['B', 'A'] }, []],
    [
      'what came into a set and what went',
      { cap_add: ['A', 'B'] },
      { cap_add: ['B', 'C'] },
      [{ path: ['cap_add'], before: ['A'], after: ['C'] }],
    ],
    ['what a set gained', {}, { cap_add: ['A'] }, [{ path: ['cap_add'], after: ['A'] }]],
    [
      'a mount by its target, at its place in the file',
      { volumes: [{ target: '/a', source: 'x' }] },
      {
        volumes: [
          { target: '/b', source: 'y' },
          { target: '/a', source: 'z' },
        ],
      },
      [
        { path: ['volumes', 0], after: { target: '/b', source: 'y' } },
        { path: ['volumes', 1, 'source'], before: 'x', after: 'z' },
      ],
    ],
    [
      'a port that goes',
      { ports: [{ target: 80, published: '80' }] },
      { ports: [] },
      [{ path: ['ports', 0], before: { target: 80, published: '80' } }],
    ],
    [
      'a network joined with other settings',
      { networks: { default: null } },
      { networks: { default: { aliases: ['a'] } } },
      [{ path: ['networks', 'default'], before: null, after: { aliases: ['a'] } }],
    ],
  ])('shows %s', (_, before, after, expected) => {
    expect(diffValues([], before, after)).toEqual(expected)
  })
})
