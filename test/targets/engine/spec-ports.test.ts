import { describe, expect, it } from 'vitest'
import { exposedPorts, portBindings } from '../../../src/targets/engine/spec-ports.ts'
import { makeService } from '../../support/models.ts'

const published = makeService({
  ports: [
    { mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' },
    { mode: 'ingress', target: 80, published: '80', protocol: 'tcp', host_ip: '127.0.0.1' },
    { mode: 'ingress', target: 90, published: '9000', protocol: 'udp', host_ip: '127.0.0.1' },
    { mode: 'ingress', target: 100, protocol: 'tcp' },
    { mode: 'ingress', target: 70, published: '5000-5005', protocol: 'tcp' },
  ],
})

describe('portBindings', () => {
  it('binds every port, leaving absent host ports and ranges to the engine', () => {
    expect(portBindings(published)).toEqual({
      '80/tcp': [
        { HostIp: '', HostPort: '8080' },
        { HostIp: '127.0.0.1', HostPort: '80' },
      ],
      '90/udp': [{ HostIp: '127.0.0.1', HostPort: '9000' }],
      '100/tcp': [{ HostIp: '', HostPort: '' }],
      '70/tcp': [{ HostIp: '', HostPort: '5000-5005' }],
    })
  })

  it('takes tcp for a port without a protocol', () => {
    expect(portBindings(makeService({ ports: [{ target: 80 }] }))).toEqual({
      '80/tcp': [{ HostIp: '', HostPort: '' }],
    })
  })
})

describe('exposedPorts', () => {
  it('names each published port once', () => {
    expect(Object.keys(exposedPorts(published)).sort()).toEqual(['100/tcp', '70/tcp', '80/tcp', '90/udp'])
  })

  it.each(['1234', '53/udp', '4000-4002/udp'])(
    'exposes "%s" in these words, as Docker Compose does',
    (text) => {
      expect(exposedPorts(makeService({ expose: [text] }))).toEqual({ [text]: {} })
    },
  )
})
