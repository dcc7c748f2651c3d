import { describe, expect, it } from 'vitest'
import { deviceFields } from '../../../src/targets/engine/spec-devices.ts'
import { makeService } from '../../support/models.ts'

describe('deviceFields', () => {
  it('maps devices of the host and keeps their rules', () => {
    const service = makeService({
      devices: [
        { source: '/dev/null', target: '/dev/null', permissions: 'rwm' },
        { source: '/dev/full', target: '/dev/f', permissions: 'r' },
        { source: '/dev/zero' },
      ],
      device_cgroup_rules: ['c 1:3 mr'],
    })
    expect(deviceFields(service)).toEqual({
      Devices: [
        { PathOnHost: '/dev/null', PathInContainer: '/dev/null', CgroupPermissions: 'rwm' },
        { PathOnHost: '/dev/full', PathInContainer: '/dev/f', CgroupPermissions: 'r' },
        { PathOnHost: '/dev/zero', PathInContainer: '/dev/zero', CgroupPermissions: 'rwm' },
      ],
      DeviceCgroupRules: ['c 1:3 mr'],
    })
  })

  it('requests reserved devices, then devices by driver name, then gpus', () => {
    const service = makeService({
      deploy: {
        resources: {
          reservations: {
            devices: [
              { capabilities: ['gpu', 'compute'], count: 2, driver: 'nvidia', options: { a: 'b' } },
              { capabilities: ['tpu'], device_ids: ['1', '2'] },
              { capabilities: ['x'], count: -1 },
            ],
          },
        },
        placement: {},
      },
      devices: [{ source: 'vendor.com/class=gpu0', target: 'vendor.com/class=gpu0', permissions: 'rwm' }],
      gpus: [{ count: -1 }, { driver: 'nvidia', count: 1, capabilities: ['utility'] }, { device_ids: ['a'] }],
    })
    expect(deviceFields(service)).toEqual({
      DeviceRequests: [
        { Driver: 'nvidia', Count: 2, Capabilities: [['gpu', 'compute']], Options: { a: 'b' } },
        { DeviceIDs: ['1', '2'], Capabilities: [['tpu']] },
        { Count: -1, Capabilities: [['x']] },
        { Driver: 'cdi', DeviceIDs: ['vendor.com/class=gpu0'] },
        { Count: -1, Capabilities: [['gpu']] },
        { Driver: 'nvidia', Count: 1, Capabilities: [['utility', 'gpu']] },
        { DeviceIDs: ['a'], Capabilities: [['gpu']] },
      ],
    })
  })

  it('asks for the gpu capability once', () => {
    expect(deviceFields(makeService({ gpus: [{ count: 1, capabilities: ['gpu'] }] }))).toEqual({
      DeviceRequests: [{ Count: 1, Capabilities: [['gpu']] }],
    })
  })
})
