import { showStats, type UsageRow } from '../../app/stats.ts'
import { formatStats } from '../../render/stats-text.ts'
import type { Invocation } from '../command-spec.ts'
import type { statsFlags } from '../flags/look.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { withTemplate } from '../template-mistake.ts'
import { UsageMistake } from '../usage-mistake.ts'
import type { Json } from '../../units/json.ts'

export async function runStats(
  { globals, flags, names }: Invocation<typeof statsFlags>,
  shell: Shell,
): Promise<number> {
  const [service, ...others] = names
  if (others.length > 0)
    throw new UsageMistake('"stats" takes one service at most', 'Without one it shows all of them.')
  const follow = !flags['no-stream']
  if (globals.json && follow)
    throw new UsageMistake(
      'stats --json needs --no-stream',
      'With --format json it goes on, a line for each look.',
    )
  const options = { format: flags.format ?? 'table', noTrunc: flags['no-trunc'] }
  const page = follow && shell.stdout.isTTY === true ? repainted : (text: string) => text
  return inSession({ globals, shell }, ({ surroundings, loadRequest }) =>
    showStats(surroundings, {
      load: loadRequest,
      ...(service === undefined ? {} : { service }),
      all: flags.all,
      follow,
      show: (rows: readonly UsageRow[]) => {
        showResult(shell, {
          result: () => ({ containers: rows.map(usageJson) }),
          text: () => page(withTemplate(() => formatStats(rows, options))),
        })
      },
    }),
  )
}

function usageJson({ id, name, usage }: UsageRow): Json {
  return { id, name, usage: usage === undefined ? null : { ...usage } }
}

/** From the top of the screen; what is left of the page before is wiped away. */
function repainted(text: string): string {
  return `\u001B[H${text.replaceAll('\n', '\u001B[K\n')}\u001B[J`
}
