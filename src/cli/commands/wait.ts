import { wait, type ContainerExit } from '../../app/wait.ts'
import type { Invocation } from '../command-spec.ts'
import type { waitFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runWait(
  { globals, flags, names }: Invocation<typeof waitFlags>,
  shell: Shell,
): Promise<number> {
  if (names.length === 0) throw new UsageMistake('"wait" needs the name of a service')
  const options = flags['down-project'] ? { title: 'down' } : {}
  return inSession({ globals, shell, options }, ({ surroundings, loadRequest }) =>
    wait(surroundings, {
      load: loadRequest,
      services: names,
      downProject: flags['down-project'],
      dryRun: globals['dry-run'],
      show: ({ id, code }: ContainerExit) => {
        shell.stdout.write(`container "${id}" exited with status code ${code}\n`)
      },
    }),
  )
}
