import type { ContainerUsage } from '../engine/usage.ts'
import type { Json } from '../units/json.ts'
import { goJson } from './go-json.ts'
import { formatByTemplate } from './listing-template.ts'
import { binarySize, decimalSize } from './size-text.ts'

export interface UsageView {
  readonly id: string
  readonly name: string
  /** Absent: nothing is known yet. */
  readonly usage?: ContainerUsage
}

export interface StatsOptions {
  /** `table`, `json`, `table TEMPLATE` or a template. */
  readonly format: string
  /** Ids in full. */
  readonly noTrunc: boolean
}

const usualTable =
  'table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}'

/** What containers use, as `docker stats` writes it. Throws `TemplateError` when the template is wrong. */
export function formatStats(rows: readonly UsageView[], { format, noTrunc }: StatsOptions): string {
  const fields = rows.map((row) => fieldsOf(row, noTrunc))
  if (format === 'json') return fields.map((row) => `${goJson(row)}\n`).join('')
  return formatByTemplate(fields, format === '' || format === 'table' ? usualTable : format, headings)
}

const headings = {
  BlockIO: 'BLOCK I/O',
  CPUPerc: 'CPU %',
  Container: 'CONTAINER',
  ID: 'CONTAINER ID',
  MemPerc: 'MEM %',
  MemUsage: 'MEM USAGE / LIMIT',
  Name: 'NAME',
  NetIO: 'NET I/O',
  PIDs: 'PIDS',
} as const

const shortIdLength = 12
const unknown = '--'

function fieldsOf(
  { id, name, usage }: UsageView,
  noTrunc: boolean,
): Readonly<Record<keyof typeof headings, Json & string>> {
  const pair = (one: string | undefined, other: string | undefined): string =>
    `${one ?? unknown} / ${other ?? unknown}`
  const decimal = (bytes: number | undefined) => (bytes === undefined ? undefined : decimalSize(bytes))
  const binary = (bytes: number | undefined) => (bytes === undefined ? undefined : binarySize(bytes))
  return {
    BlockIO: pair(decimal(usage?.readBytes), decimal(usage?.writtenBytes)),
    CPUPerc: usage === undefined ? unknown : percent(usage.cpuPercent),
    Container: id,
    ID: noTrunc ? id : id.slice(0, shortIdLength),
    MemPerc: usage === undefined ? unknown : percent(memoryShare(usage)),
    MemUsage: pair(binary(usage?.memoryBytes), binary(usage?.memoryLimitBytes)),
    Name: name,
    NetIO: pair(decimal(usage?.receivedBytes), decimal(usage?.sentBytes)),
    PIDs: usage === undefined ? unknown : String(usage.processes),
  }
}

function memoryShare({ memoryBytes, memoryLimitBytes }: ContainerUsage): number {
  return memoryLimitBytes === 0 ? 0 : (memoryBytes / memoryLimitBytes) * 100
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`
}
