import { why } from '../../app/why.ts'
import { formatWhyJson } from '../../render/why-json.ts'
import { formatWhy } from '../../render/why-text.ts'
import type { Invocation } from '../command-spec.ts'
import { exitCodes } from '../exit-codes.ts'
import type { whyFlags } from '../flags/why.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'

/** Says what is wrong now; changes nothing. Ends with 1 where something is. */
export async function runWhy(
  { flags, globals, names }: Invocation<typeof whyFlags>,
  shell: Shell,
): Promise<number> {
  return inSession({ globals, shell }, async ({ surroundings, loadRequest, isColored }) => {
    const result = await why(surroundings, { load: loadRequest, services: names })
    if (result.ending !== undefined) return result.ending
    const view = { ...result, baseDirectory: shell.currentDirectory }
    shell.stdout.write(flags.json ? formatWhyJson(view) : formatWhy({ ...view, color: isColored }))
    return result.findings.length === 0 ? { kind: 'done' } : { kind: 'code', code: exitCodes.failed }
  })
}
