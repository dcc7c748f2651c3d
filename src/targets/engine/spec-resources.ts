import type { Ulimit } from '../../model/common.ts'
import type { BlkioConfig, BlkioRate, Service } from '../../model/service.ts'
import { withoutZeros } from './spec-fields.ts'

/** Limits and reservations; those below `deploy` go before the service's own. Sections 2.2 and 2.5. */
export function resourceFields(service: Service): Readonly<Record<string, unknown>> {
  const { limits, reservations } = service.deploy?.resources ?? {}
  return withoutZeros({
    CgroupParent: service.cgroup_parent,
    CpuCount: service.cpu_count,
    CpuPercent: Math.trunc(Math.fround((service.cpu_percent ?? 0) * 100)),
    CpuPeriod: service.cpu_period,
    CpuQuota: service.cpu_quota,
    CpuRealtimePeriod: service.cpu_rt_period,
    CpuRealtimeRuntime: service.cpu_rt_runtime,
    CpusetCpus: service.cpuset,
    CpuShares: service.cpu_shares,
    NanoCpus: nanoCpus(limits?.cpus) || nanoCpus(service.cpus),
    Memory: bytes(limits?.memory) || bytes(service.mem_limit),
    MemoryReservation: bytes(reservations?.memory) || bytes(service.mem_reservation),
    MemorySwap: bytes(service.memswap_limit),
    MemorySwappiness: bytes(service.mem_swappiness),
    PidsLimit: limits?.pids || service.pids_limit,
    ShmSize: bytes(service.shm_size),
    OomKillDisable: service.oom_kill_disable,
    OomScoreAdj: service.oom_score_adj,
    StorageOpt: service.storage_opt,
    Ulimits: Object.entries(service.ulimits ?? {}).map(([name, limit]) => ulimitBody(name, limit)),
    ...blkioFields(service.blkio_config ?? {}),
  })
}

/** Docker Compose keeps shares of a processor in 32 bits and so rounds before it multiplies; equal bodies need equal rounding. */
function nanoCpus(cpus: number | undefined): number {
  return Math.trunc(Math.fround(Math.fround(cpus ?? 0) * 1e9))
}

function bytes(size: string | undefined): number {
  return Number(size ?? 0)
}

function ulimitBody(name: string, limit: Ulimit): Readonly<Record<string, unknown>> {
  return typeof limit === 'number'
    ? { Name: name, Soft: limit, Hard: limit }
    : { Name: name, Soft: limit.soft, Hard: limit.hard }
}

function blkioFields(blkio: BlkioConfig): Readonly<Record<string, unknown>> {
  return {
    BlkioWeight: blkio.weight,
    BlkioWeightDevice: (blkio.weight_device ?? []).map(({ path, weight }) => ({
      Path: path,
      Weight: weight,
    })),
    BlkioDeviceReadBps: rates(blkio.device_read_bps),
    BlkioDeviceReadIOps: rates(blkio.device_read_iops),
    BlkioDeviceWriteBps: rates(blkio.device_write_bps),
    BlkioDeviceWriteIOps: rates(blkio.device_write_iops),
  }
}

function rates(devices: readonly BlkioRate[] = []): readonly Readonly<Record<string, unknown>>[] {
  return devices.map(({ path, rate }) => ({ Path: path, Rate: Number(rate) }))
}
