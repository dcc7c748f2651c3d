import { listProcesses } from '../../app/top.ts'
import { formatTop } from '../../render/top-table.ts'
import type { Invocation } from '../command-spec.ts'
import type { noFlags } from '../flags/life.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

export async function runTop({ globals, names }: Invocation<typeof noFlags>, shell: Shell): Promise<number> {
  return inSession({ globals, shell }, async ({ surroundings, loadRequest }) => {
    const { ending, tables } = await listProcesses(surroundings, { load: loadRequest, services: names })
    shell.stdout.write(formatTop(tables))
    return ending
  })
}
