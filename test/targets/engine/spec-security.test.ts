import { describe, expect, it } from 'vitest'
import type { Service } from '../../../src/model/service.ts'
import { seccompProfile, securityFields } from '../../../src/targets/engine/spec-security.ts'
import { makeService } from '../../support/models.ts'

function fieldsOf(fields: Partial<Service>, profiles: Record<string, string> = {}): unknown {
  return securityFields(makeService(fields), '/proj/shop', profiles)
}

describe('securityFields', () => {
  it('spells capabilities like the kernel, once each and sorted', () => {
    const cap_add = ['net_admin', 'CAP_NET_ADMIN', 'cap_sys_time', 'all']
    expect(fieldsOf({ cap_add, cap_drop: ['SYS_ADMIN'] })).toEqual({
      CapAdd: ['ALL', 'CAP_NET_ADMIN', 'CAP_SYS_TIME'],
      CapDrop: ['CAP_SYS_ADMIN'],
    })
  })

  it('passes rights and users on', () => {
    const service = { privileged: true, read_only: true, group_add: ['mail', '1000'], userns_mode: 'host' }
    expect(fieldsOf(service)).toEqual({
      Privileged: true,
      ReadonlyRootfs: true,
      GroupAdd: ['mail', '1000'],
      UsernsMode: 'host',
    })
  })

  it('keeps options in both spellings', () => {
    const security_opt = [
      'no-new-privileges',
      'no-new-privileges:true',
      'label:disable',
      'apparmor=unconfined',
    ]
    expect(fieldsOf({ security_opt })).toEqual({ SecurityOpt: security_opt })
  })

  it('shows the system’s paths by hiding none of them', () => {
    expect(fieldsOf({ security_opt: ['systempaths=unconfined'] })).toEqual({
      MaskedPaths: [],
      ReadonlyPaths: [],
    })
  })

  it('inlines a seccomp profile in one line, its keys and strings untouched', () => {
    const text = '{ "defaultAction": "SCMP_ACT_ALLOW",\n  "x": [1, 2] , "a b": "c \\" d" }\n'
    expect(fieldsOf({ security_opt: ['seccomp=./allow.json'] }, { '/proj/shop/allow.json': text })).toEqual({
      SecurityOpt: ['seccomp={"defaultAction":"SCMP_ACT_ALLOW","x":[1,2],"a b":"c \\" d"}'],
    })
  })
})

describe('seccompProfile', () => {
  it.each([
    ['seccomp=./allow.json', '/proj/shop/allow.json'],
    ['seccomp:allow.json', '/proj/shop/allow.json'],
    ['seccomp=/etc/allow.json', '/etc/allow.json'],
    ['seccomp=unconfined', undefined],
    ['label=disable', undefined],
  ])('reads "%s" as %s', (option, path) => {
    expect(seccompProfile(option, '/proj/shop')).toBe(path)
  })
})
