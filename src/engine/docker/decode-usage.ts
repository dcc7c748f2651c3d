import type { ContainerUsage, ProcessTable } from '../usage.ts'
import { fieldsOf, listOf, numberOf, someNumber, textOf, textsOf } from './json-fields.ts'
import type { Fields } from './json-fields.ts'

/** The answer of `GET /containers/ID/top`. */
export function decodeProcesses(value: unknown): ProcessTable {
  const fields = fieldsOf(value)
  return { titles: textsOf(fields.Titles), rows: listOf(fields.Processes).map(textsOf) }
}

/** A line of `GET /containers/ID/stats`. */
export function decodeUsage(value: unknown): ContainerUsage {
  const fields = fieldsOf(value)
  const networks = Object.values(fieldsOf(fields.networks)).map(fieldsOf)
  const transfers = listOf(fieldsOf(fields.blkio_stats).io_service_bytes_recursive).map(fieldsOf)
  const memory = fieldsOf(fields.memory_stats)
  return {
    cpuPercent: cpuPercent(fieldsOf(fields.cpu_stats), fieldsOf(fields.precpu_stats)),
    memoryBytes: memoryInUse(memory),
    memoryLimitBytes: numberOf(memory.limit),
    receivedBytes: sum(networks, ({ rx_bytes: bytes }) => bytes),
    sentBytes: sum(networks, ({ tx_bytes: bytes }) => bytes),
    readBytes: transferred(transfers, 'read'),
    writtenBytes: transferred(transfers, 'write'),
    processes: numberOf(fieldsOf(fields.pids_stats).current),
  }
}

/** The share of all processors' time since the sample before, times their number. */
function cpuPercent(now: Fields, before: Fields): number {
  const used = usedTime(now) - usedTime(before)
  const passed = numberOf(now.system_cpu_usage) - numberOf(before.system_cpu_usage)
  if (used <= 0 || passed <= 0) return 0
  const processors = someNumber(now.online_cpus) ?? listOf(fieldsOf(now.cpu_usage).percpu_usage).length
  return (used / passed) * processors * 100
}

function usedTime(cpu: Fields): number {
  return numberOf(fieldsOf(cpu.cpu_usage).total_usage)
}

/** Cached files that nobody has touched lately do not count; the two versions of cgroups name them differently. */
function memoryInUse(memory: Fields): number {
  const details = fieldsOf(memory.stats)
  const usage = numberOf(memory.usage)
  const inactive = someNumber(details.total_inactive_file) ?? numberOf(details.inactive_file)
  return inactive < usage ? usage - inactive : usage
}

function transferred(transfers: readonly Fields[], direction: 'read' | 'write'): number {
  const meant = transfers.filter(({ op }) => textOf(op).toLowerCase() === direction)
  return sum(meant, ({ value }) => value)
}

function sum(all: readonly Fields[], bytesOf: (fields: Fields) => unknown): number {
  return all.reduce((total, one) => total + numberOf(bytesOf(one)), 0)
}
