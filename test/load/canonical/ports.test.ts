import { describe, expect, it } from 'vitest'
import { canonicalField } from './canonical-service.ts'

const tcp = { mode: 'ingress', protocol: 'tcp' }

describe('ports', () => {
  it.each([
    ['"80"', [{ ...tcp, target: 80 }]],
    ['80', [{ ...tcp, target: 80 }]],
    ['"8080:80"', [{ ...tcp, target: 80, published: '8080' }]],
    ['":80"', [{ ...tcp, target: 80 }]],
    [
      '"127.0.0.1:80:80/udp"',
      [{ mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '80', protocol: 'udp' }],
    ],
    ['"127.0.0.1::80"', [{ ...tcp, host_ip: '127.0.0.1', target: 80 }]],
    ['"[::1]:80:80"', [{ ...tcp, host_ip: '::1', target: 80, published: '80' }]],
    ['"53:53/UDP"', [{ ...tcp, target: 53, published: '53', protocol: 'udp' }]],
    ['"80/tcp/udp"', [{ ...tcp, target: 80 }]],
    ['"80/"', [{ ...tcp, target: 80 }]],
    ['"6000-6010:70"', [{ ...tcp, target: 70, published: '6000-6010' }]],
    ['"70-70:70"', [{ ...tcp, target: 70, published: '70' }]],
    ['22:22', [{ ...tcp, target: 22, published: '22' }]],
  ])('expands %s', (short, long) => {
    expect(canonicalField('ports', `[${short}]`)).toEqual({ value: long, problems: [] })
  })

  it('pairs the ports of two ranges', () => {
    expect(canonicalField('ports', '["3000-3001:4000-4001"]').value).toEqual([
      { ...tcp, target: 4000, published: '3000' },
      { ...tcp, target: 4001, published: '3001' },
    ])
  })

  it('lists a range in the order of its text', () => {
    const { value } = canonicalField('ports', '["9999-10000"]')
    expect(value).toEqual([
      { ...tcp, target: 10000 },
      { ...tcp, target: 9999 },
    ])
  })

  it('leaves the long form alone', () => {
    const long = '[{target: 80, name: http}]'
    expect(canonicalField('ports', long).value).toEqual([{ target: 80, name: 'http' }])
  })

  it.each([
    ['"80:"', 'the port "80:" names no container port'],
    ['"a:80"', 'the port "a:80" has the invalid host port "a"'],
    ['"80:b"', 'the port "80:b" has the invalid container port "b"'],
    ['"70000"', 'the port "70000" has the invalid container port "70000"'],
    ['"90-80"', 'the port "90-80" has the invalid container port "90-80"'],
    ['"80/icmp"', 'the port "80/icmp" has the unknown protocol "icmp"'],
    ['"host:80:80"', 'the port "host:80:80" has the invalid host address "host"'],
    ['"::1:80:80"', 'the port "::1:80:80" has the invalid host address "::1"'],
    ['"1-3:1-2"', 'the port "1-3:1-2" maps 3 host ports to 2 container ports'],
  ])('refuses %s', (short, problem) => {
    expect(canonicalField('ports', `[${short}]`).problems).toEqual([problem])
  })

  it('reports every wrong port', () => {
    expect(canonicalField('ports', '["a:80", "80", "b:80"]').problems).toHaveLength(2)
  })
})
