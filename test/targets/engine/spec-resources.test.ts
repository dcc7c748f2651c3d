import { describe, expect, it } from 'vitest'
import { resourceFields } from '../../../src/targets/engine/spec-resources.ts'
import { makeService } from '../../support/models.ts'

describe('resourceFields', () => {
  it('translates every limit of a service', () => {
    const service = makeService({
      cpu_count: 2,
      cpu_percent: 33,
      cpu_shares: 512,
      cpu_period: 100000,
      cpu_quota: 50000,
      cpu_rt_period: 1000,
      cpu_rt_runtime: 500,
      cpuset: '0-1',
      cpus: 0.1,
      cgroup_parent: '/x',
      mem_limit: '67108864',
      mem_reservation: '33554432',
      memswap_limit: '-1',
      mem_swappiness: '60',
      pids_limit: 100,
      shm_size: '16777216',
      oom_kill_disable: true,
      oom_score_adj: -500,
      storage_opt: { size: '1G' },
      ulimits: { nproc: 100, nofile: { soft: 10, hard: 20 } },
    })
    expect(resourceFields(service)).toEqual({
      CpuCount: 2,
      CpuPercent: 3300,
      CpuShares: 512,
      CpuPeriod: 100000,
      CpuQuota: 50000,
      CpuRealtimePeriod: 1000,
      CpuRealtimeRuntime: 500,
      CpusetCpus: '0-1',
      NanoCpus: 100000000,
      CgroupParent: '/x',
      Memory: 67108864,
      MemoryReservation: 33554432,
      MemorySwap: -1,
      MemorySwappiness: 60,
      PidsLimit: 100,
      ShmSize: 16777216,
      OomKillDisable: true,
      OomScoreAdj: -500,
      StorageOpt: { size: '1G' },
      Ulimits: [
        { Name: 'nproc', Soft: 100, Hard: 100 },
        { Name: 'nofile', Soft: 10, Hard: 20 },
      ],
    })
  })

  it('translates block device weights and rates', () => {
    const service = makeService({
      blkio_config: {
        weight: 300,
        weight_device: [{ path: '/dev/sda', weight: 400 }],
        device_read_bps: [{ path: '/dev/sda', rate: '12582912' }],
        device_read_iops: [{ path: '/dev/sda', rate: '120' }],
        device_write_bps: [{ path: '/dev/sda', rate: '1048576' }],
        device_write_iops: [{ path: '/dev/sda', rate: '30' }],
      },
    })
    expect(resourceFields(service)).toEqual({
      BlkioWeight: 300,
      BlkioWeightDevice: [{ Path: '/dev/sda', Weight: 400 }],
      BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 12582912 }],
      BlkioDeviceReadIOps: [{ Path: '/dev/sda', Rate: 120 }],
      BlkioDeviceWriteBps: [{ Path: '/dev/sda', Rate: 1048576 }],
      BlkioDeviceWriteIOps: [{ Path: '/dev/sda', Rate: 30 }],
    })
  })

  it('prefers the limits and reservations of deploy', () => {
    const service = makeService({
      cpus: 2,
      mem_limit: '1',
      mem_reservation: '1',
      pids_limit: 1,
      deploy: {
        resources: {
          limits: { cpus: 0.7, memory: '52428800', pids: 7 },
          reservations: { cpus: 0.25, memory: '20971520' },
        },
        placement: {},
      },
    })
    expect(resourceFields(service)).toEqual({
      NanoCpus: 700000000,
      Memory: 52428800,
      MemoryReservation: 20971520,
      PidsLimit: 7,
    })
  })

  it.each([
    [33.333, 33333000192],
    [1.5, 1500000000],
    [0.000001, 1000],
  ])('rounds %d processors like Docker Compose', (cpus, NanoCpus) => {
    expect(resourceFields(makeService({ cpus }))).toEqual({ NanoCpus })
  })

  it.each([
    ['no limit at all', {}, {}],
    ['an unlimited number of processes', { pids_limit: -1 }, { PidsLimit: -1 }],
    ['zeros as no limit', { pids_limit: 0, mem_swappiness: '0', oom_kill_disable: false }, {}],
  ])('takes %s', (_, fields, expected) => {
    expect(resourceFields(makeService(fields))).toEqual(expected)
  })
})
