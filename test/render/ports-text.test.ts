import { describe, expect, it } from 'vitest'
import type { ContainerPort } from '../../src/render/container-view.ts'
import { formatPorts } from '../../src/render/ports-text.ts'

function port(target: number, more: Partial<ContainerPort> = {}): ContainerPort {
  return { hostIp: '', target, published: 0, protocol: 'tcp', ...more }
}

describe('formatPorts', () => {
  it('joins neighbouring exposed ports', () => {
    expect(formatPorts([port(82), port(80), port(81), port(90)])).toBe('80-82/tcp, 90/tcp')
  })

  it('joins neighbours that are published under their own number', () => {
    const ports = [80, 81].map((number) => port(number, { hostIp: '0.0.0.0', published: number }))
    expect(formatPorts(ports)).toBe('0.0.0.0:80-81->80-81/tcp')
  })

  it('writes ports published under another number one by one, after the others', () => {
    const ports = [
      port(53, { hostIp: '0.0.0.0', published: 32_768, protocol: 'udp' }),
      port(53, { hostIp: '::', published: 32_768, protocol: 'udp' }),
      port(9000),
    ]
    expect(formatPorts(ports)).toBe('9000/tcp, 0.0.0.0:32768->53/udp, [::]:32768->53/udp')
  })
})
