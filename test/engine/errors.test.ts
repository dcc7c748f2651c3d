import { describe, expect, it } from 'vitest'
import { answerError } from '../../src/engine/docker/errors.ts'

describe('what an answer other than success means', () => {
  it.each([
    ['as engines say it', { message: ' no space left ' }],
    ['as Podman says it of a push', { errorDetail: { message: 'no space left' }, error: 'no space left' }],
    ['as text', 'no space left\n'],
  ])('is in the body, %s', (_how, body) => {
    expect(answerError(500, body)).toMatchObject({ kind: 'failed', message: 'no space left' })
  })

  it('is the status where the body is silent', () => {
    expect(answerError(500, {}).message).toBe('the engine answered with status 500')
  })
})
