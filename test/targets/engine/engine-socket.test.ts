import { describe, expect, it } from 'vitest'
import { configHash } from '../../../src/model/config-hash.ts'
import { withEngineSocket } from '../../../src/targets/engine/engine-socket.ts'
import { makeService } from '../../support/models.ts'

const service = makeService({ use_api_socket: true, networks: { default: null } })

describe('withEngineSocket', () => {
  it('adds what Docker Compose adds before it hashes', () => {
    expect(configHash(withEngineSocket(service), { form: '2.40' })).toBe(
      'd6575c07861a3798c9deb5dc58f51b6d6f98b44cd6505af0e75927d99cda29cb',
    )
  })

  it('adds nothing twice', () => {
    expect(withEngineSocket(withEngineSocket(service))).toEqual(withEngineSocket(service))
  })

  it('respects a configuration of the service’s own', () => {
    const own = { ...service, environment: { DOCKER_CONFIG: '/mine' } }
    expect(withEngineSocket(own)).toEqual({
      ...own,
      volumes: [{ type: 'bind', source: '/var/run/docker.sock', target: '/var/run/docker.sock' }],
    })
  })

  it('leaves other services alone', () => {
    expect(withEngineSocket(makeService())).toEqual(makeService())
  })
})
