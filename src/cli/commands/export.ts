import { resolve } from 'node:path'
import { exportContainer } from '../../app/export.ts'
import { drained } from '../../render/sink.ts'
import type { Invocation } from '../command-spec.ts'
import type { exportFlags } from '../flags/inside.ts'
import { oneService } from '../one-service.ts'
import { saveAtOnce } from '../save-at-once.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

export async function runExport(invocation: Invocation<typeof exportFlags>, shell: Shell): Promise<number> {
  const { flags, globals, names } = invocation
  if (flags.output === undefined && globals.json)
    throw new UsageMistake('export --json needs --output FILE', 'Standard output is not for both.')
  if (flags.output === undefined && shell.stdout.isTTY === true)
    throw new UsageMistake(
      'An archive is nothing for a terminal',
      'Write it to a file (--output FILE), or pipe it into another program.',
    )
  return inSession({ globals, shell }, async (session) => {
    const picked = { load: session.loadRequest, ...oneService('export', names, flags) }
    const exported = await exportContainer(session.surroundings, picked)
    if (exported.ending !== undefined) return exported.ending
    if (globals['dry-run']) return { kind: 'done' }
    if (flags.output !== undefined)
      await saveAtOnce(resolve(shell.currentDirectory, flags.output), exported.archive)
    else
      for await (const bytes of exported.archive) if (!shell.stdout.write(bytes)) await drained(shell.stdout)
    return { kind: 'done' }
  })
}
