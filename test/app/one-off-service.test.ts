import { describe, expect, it } from 'vitest'
import { oneOffService, type OneOffOverrides } from '../../src/app/one-off-service.ts'
import type { Service } from '../../src/model/service.ts'
import { makeService } from '../support/models.ts'

const none: OneOffOverrides = {
  command: [],
  environment: {},
  labels: {},
  capAdd: [],
  capDrop: [],
  volumes: [],
  ports: [],
  tty: false,
  interactive: true,
}

const adapted = (service: Partial<Service>, overrides: Partial<OneOffOverrides> = {}) =>
  oneOffService(makeService(service), 'shop-web-run-1', { ...none, ...overrides })

describe('oneOffService', () => {
  it('neither restarts nor publishes ports, and is alone', () => {
    const service = adapted({
      restart: 'always',
      scale: 3,
      ports: [{ target: 80 }],
      deploy: { resources: {}, placement: {}, restart_policy: { condition: 'any' } },
    })
    expect(service).toMatchObject({
      scale: 1,
      ports: [],
      deploy: { resources: {} },
      stdin_open: true,
      tty: false,
    })
    expect([service.restart, service.deploy?.restart_policy]).toEqual([undefined, undefined])
  })

  it('keeps the ports of the service when asked to', () => {
    expect(adapted({ ports: [{ target: 80 }] }, { ports: 'service' }).ports).toEqual([{ target: 80 }])
  })

  it('runs another command', () => {
    expect(adapted({ command: ['a'] }, { command: ['b', 'c'] }).command).toEqual(['b', 'c'])
  })

  it('keeps its own command where none is given', () => {
    expect(adapted({ command: ['a'] }).command).toEqual(['a'])
  })

  it('drops its command together with its entrypoint', () => {
    const { command, entrypoint } = adapted({ command: ['a'], entrypoint: ['e'] }, { entrypoint: ['f'] })
    expect([entrypoint, command]).toEqual([['f'], []])
  })

  it('adds variables and labels over its own', () => {
    const overrides = { environment: { A: '2', B: '3' }, labels: { l: 'new' } }
    const service = adapted({ environment: { A: '1', C: '4' }, labels: { l: 'old' } }, overrides)
    expect([service.environment, service.labels]).toEqual([{ A: '2', B: '3', C: '4' }, { l: 'new' }])
  })

  it('lets capabilities that are added and dropped cancel each other', () => {
    const service = adapted({ cap_add: ['A'], cap_drop: ['B'] }, { capAdd: ['B'], capDrop: ['A'] })
    expect([service.cap_add, service.cap_drop]).toEqual([['B'], ['A']])
  })

  it('mounts instead of what the service has in the same place', () => {
    const volumes = [{ type: 'bind', source: '/src', target: '/a' } as const]
    const own = [
      { type: 'volume', source: 'v', target: '/a' },
      { type: 'volume', source: 'w', target: '/b' },
    ] as const
    expect(adapted({ volumes: own }, { volumes }).volumes).toEqual([own[1], volumes[0]])
  })
})
