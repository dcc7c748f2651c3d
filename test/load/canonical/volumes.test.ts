import { describe, expect, it } from 'vitest'
import { canonicalField } from './canonical-service.ts'

const bind = { create_host_path: true }

describe('volumes', () => {
  it.each([
    ['/x/../y/', [{ type: 'volume', target: '/y', volume: {} }]],
    ['/xy', [{ type: 'volume', target: '/xy', volume: {} }]],
    ['./a:/a', [{ type: 'bind', source: './a', target: '/a', bind }]],
    ['~/a:/a', [{ type: 'bind', source: '~/a', target: '/a', bind }]],
    ['/a:/b:ro', [{ type: 'bind', source: '/a', target: '/b', read_only: true, bind }]],
    ['/a:/b:ro,rw', [{ type: 'bind', source: '/a', target: '/b', bind }]],
    [
      './a:/b:Z,rshared',
      [
        {
          type: 'bind',
          source: './a',
          target: '/b',
          bind: { ...bind, selinux: 'Z', propagation: 'rshared' },
        },
      ],
    ],
    ['data:/d', [{ type: 'volume', source: 'data', target: '/d', volume: {} }]],
    ['data:/d:nocopy', [{ type: 'volume', source: 'data', target: '/d', volume: { nocopy: true } }]],
    ['data:/d:z', [{ type: 'volume', source: 'data', target: '/d', bind: { selinux: 'z' }, volume: {} }]],
    ['data:/d:unknown', [{ type: 'volume', source: 'data', target: '/d', volume: {} }]],
    [String.raw`C:\x:C:\y`, [{ type: 'bind', source: String.raw`C:\x`, target: String.raw`C:\y`, bind }]],
    [
      String.raw`\\.\pipe\p:\\.\pipe\q`,
      [{ type: 'bind', source: String.raw`\\.\pipe\p`, target: String.raw`\\.\pipe\q`, bind }],
    ],
  ])('expands %s', (short, long) => {
    expect(canonicalField('volumes', `['${short}']`)).toEqual({ value: long, problems: [] })
  })

  it('reads a letter and a colon as a drive, and says so', () => {
    expect(canonicalField('volumes', '["v:/data"]')).toEqual({
      value: [{ type: 'volume', target: 'v:/data', volume: {} }],
      problems: ['"v:/data" is read as one Windows path, so it is an anonymous volume'],
    })
  })

  it('takes a specification of two characters as the target, without options', () => {
    expect(canonicalField('volumes', '["/x"]').value).toEqual([{ type: 'volume', target: '/x' }])
  })

  it('turns the labels of a long form into a mapping', () => {
    const { value } = canonicalField('volumes', '[{type: volume, target: /x, volume: {labels: [a=b]}}]')
    expect(value).toEqual([{ type: 'volume', target: '/x', volume: { labels: { a: 'b' } } }])
  })

  it.each([
    ['aa:/b:ro:rw', 'the volume "aa:/b:ro:rw" has too many colons'],
    ['aa::/b', 'the volume "aa::/b" has an empty section between colons'],
    ['', 'the volume "" has no text'],
  ])('refuses "%s"', (short, problem) => {
    expect(canonicalField('volumes', `["${short}"]`).problems).toEqual([problem])
  })
})
