import { listProcesses, type ServiceProcesses } from '../../app/top.ts'
import { formatTop } from '../../render/top-table.ts'
import type { Invocation } from '../command-spec.ts'
import type { noFlags } from '../flags/life.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import type { Json } from '../../units/json.ts'

export async function runTop({ globals, names }: Invocation<typeof noFlags>, shell: Shell): Promise<number> {
  return inSession({ globals, shell }, async ({ surroundings, loadRequest }) => {
    const { ending, tables } = await listProcesses(surroundings, { load: loadRequest, services: names })
    showResult(shell, {
      result: () => ({ containers: tables.map(tableJson) }),
      text: () => formatTop(tables),
    })
    return ending
  })
}

function tableJson({ service, number, titles, rows }: ServiceProcesses): Json {
  return { service, number: number === '' ? null : Number(number), titles, processes: rows }
}
