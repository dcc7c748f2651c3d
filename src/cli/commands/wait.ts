import { wait, type ContainerExit } from '../../app/wait.ts'
import type { Invocation } from '../command-spec.ts'
import type { waitFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { UsageMistake } from '../usage-mistake.ts'
import type { Json } from '../../units/json.ts'

export async function runWait(
  { globals, flags, names }: Invocation<typeof waitFlags>,
  shell: Shell,
): Promise<number> {
  if (names.length === 0) throw new UsageMistake('"wait" needs the name of a service')
  const exits: Json[] = []
  const options = flags['down-project'] ? { title: 'down' } : {}
  return inSession({ globals, shell, options }, ({ surroundings, loadRequest }) =>
    wait(surroundings, {
      load: loadRequest,
      services: names,
      downProject: flags['down-project'],
      dryRun: globals['dry-run'],
      show: ({ id, code }: ContainerExit) => {
        exits.push({ id, code })
        const text = () => `container "${id}" exited with status code ${code}\n`
        showResult(shell, { result: () => ({ exits }), text })
      },
    }),
  )
}
