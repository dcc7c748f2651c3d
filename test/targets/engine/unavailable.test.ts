import { describe, expect, it } from 'vitest'
import type { Service } from '../../../src/model/service.ts'
import { unavailableFeatures } from '../../../src/targets/engine/unavailable.ts'
import { makeProject, makeService } from '../../support/models.ts'

const span = { file: 'compose.yaml', start: 10, end: 12 }

function messages(service: Partial<Service>): readonly string[] {
  const origins = {
    of: () => ({ span, hops: [] }),
    isFromVariable: () => false,
    textsFromVariables: () => new Set<string>(),
  }
  return unavailableFeatures(makeProject([makeService(service)]), origins).map(
    (diagnostic) => `${diagnostic.code} ${diagnostic.message} at ${diagnostic.span?.start}`,
  )
}

describe('unavailableFeatures', () => {
  it('refuses steps before the start of each replica', () => {
    expect(messages({ pre_start: [{ command: ['true'], per_replica: true }] })).toEqual([
      'CMP211 service "web" has a pre_start hook for each replica, which is not available at 10',
    ])
  })

  it('says nothing of a service without them', () => {
    expect(messages({ pre_start: [{ command: ['true'] }] })).toEqual([])
  })
})
