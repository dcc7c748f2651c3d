import { describe, expect, it } from 'vitest'
import type { Path } from '../../src/document/path.ts'
import { fieldPolicies, policyOf } from '../../src/planner/field-policy.ts'
import { service as serviceShape } from '../../src/model/shape-service.ts'

const attributes = serviceShape.kind === 'struct' ? Object.keys(serviceShape.fields) : []

describe('policyOf', () => {
  it.each<[Path, boolean]>([
    [['environment', 'A'], true],
    [['pre_stop', 0, 'environment', 'A'], true],
    [['develop', 'watch', 1, 'exec', 'environment', 'A'], true],
    [['logging', 'options', 'token'], true],
    [['logging', 'driver'], false],
    [['labels', 'a'], false],
  ])('takes %j for secret: %s', (path, sensitive) => {
    expect(policyOf(path).sensitive === true).toBe(sensitive)
  })
})

describe('fieldPolicies', () => {
  it('speaks only of attributes that a service has', () => {
    const unknown = fieldPolicies
      .map(({ pattern }) => pattern.split('.')[0] ?? '')
      .filter((attribute) => !attributes.includes(attribute))
    expect(unknown).toEqual([])
  })

  it('has no row twice', () => {
    const patterns = fieldPolicies.map(({ pattern }) => pattern)
    expect(patterns).toEqual([...new Set(patterns)])
  })
})
