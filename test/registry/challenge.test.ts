import { describe, expect, it } from 'vitest'
import { parseChallenges } from '../../src/registry/challenge.ts'

const read = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])

describe('parseChallenges', () => {
  it('reads a scheme with its parameters', () => {
    expect(
      read('Bearer realm="https://a.test/token?x=1",service="a, b",scope="repository:a/b:pull"'),
    ).toEqual([
      ['bearer', { realm: 'https://a.test/token?x=1', service: 'a, b', scope: 'repository:a/b:pull' }],
    ])
  })

  it('reads several, quoted characters and values without quotes', () => {
    expect(read('Basic realm="a \\"b\\"", Bearer realm=https://x.test, service=y')).toEqual([
      ['basic', { realm: 'a "b"' }],
      ['bearer', { realm: 'https://x.test', service: 'y' }],
    ])
  })

  it('reads a scheme alone, and nothing', () => {
    expect(read('Negotiate')).toEqual([['negotiate', {}]])
    expect(read('')).toEqual([])
  })
})
