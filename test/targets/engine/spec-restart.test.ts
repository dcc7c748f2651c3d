import { describe, expect, it } from 'vitest'
import type { RestartPolicy } from '../../../src/model/deploy.ts'
import { hasLostAttempts, restartPolicy } from '../../../src/targets/engine/spec-restart.ts'
import { makeService } from '../../support/models.ts'

function deployed(restart_policy: RestartPolicy): ReturnType<typeof makeService> {
  return makeService({ restart: 'always', deploy: { resources: {}, placement: {}, restart_policy } })
}

describe('restartPolicy', () => {
  it.each([
    ['no', { Name: 'no' }],
    ['always', { Name: 'always' }],
    ['unless-stopped', { Name: 'unless-stopped' }],
    ['on-failure', { Name: 'on-failure' }],
    ['on-failure:3', { Name: 'on-failure', MaximumRetryCount: 3 }],
    ['on-failure:0', { Name: 'on-failure' }],
    ['sometimes', { Name: 'sometimes' }],
    [undefined, undefined],
  ])('reads restart: %s', (restart, policy) => {
    expect(restartPolicy(makeService(restart === undefined ? {} : { restart }))).toEqual(policy)
  })

  it.each([
    [{ condition: 'any' }, { Name: 'always' }],
    [{ condition: 'none' }, { Name: 'no' }],
    [
      { condition: 'on-failure', max_attempts: 4, delay: '5s' },
      { Name: 'on-failure', MaximumRetryCount: 4 },
    ],
    [{ max_attempts: 3 }, { Name: 'on-failure', MaximumRetryCount: 3 }],
    [{ condition: 'any', max_attempts: 3 }, { Name: 'always' }],
  ])('prefers deploy.restart_policy %j', (declared, policy) => {
    expect(restartPolicy(deployed(declared))).toEqual(policy)
  })

  it('knows when a number of attempts cannot be kept', () => {
    expect(hasLostAttempts(deployed({ condition: 'any', max_attempts: 3 }))).toBe(true)
  })
})
