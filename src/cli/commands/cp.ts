import { copyIn } from '../../app/copy-in.ts'
import { copyOut } from '../../app/copy-out.ts'
import type { CopyRequest } from '../../app/copy-request.ts'
import { readCopyOperands } from '../copy-operands.ts'
import type { Invocation } from '../command-spec.ts'
import type { copyFlags } from '../flags/inside.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { stdioOf } from '../stdio.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runCopy(
  { flags, globals, names }: Invocation<typeof copyFlags>,
  shell: Shell,
): Promise<number> {
  const { direction, service, path, local } = readCopyOperands(names)
  if (direction === 'out' && local === '-' && shell.stdout.isTTY === true)
    throw new UsageMistake(
      'An archive is nothing for a terminal',
      'Name a file, or pipe it into another program.',
    )
  if (direction === 'out' && local === '-' && globals.json)
    throw new UsageMistake('cp --json needs a file to copy to', 'Standard output is not for both.')
  return inSession({ globals, shell }, (session) => {
    const { surroundings, loadRequest } = session
    const stdio = stdioOf(shell)
    const text = { kind: 'path', text: local, currentDirectory: shell.currentDirectory } as const
    const request: CopyRequest = {
      load: loadRequest,
      service,
      path,
      all: flags.all,
      ...(flags.index === undefined || flags.index === 0 ? {} : { index: flags.index }),
      followLinks: flags['follow-link'],
      dryRun: globals['dry-run'],
    }
    if (direction === 'out') {
      const archive = { kind: 'archive', write: (bytes: Uint8Array) => stdio.write('stdout', bytes) } as const
      return copyOut(surroundings, { ...request, to: local === '-' ? archive : text })
    }
    const from = local === '-' ? ({ kind: 'archive', tar: stdio.input } as const) : text
    return copyIn(surroundings, { ...request, from, toContainerUser: flags.archive })
  })
}
