import { generate } from '../../app/generate.ts'
import type { Invocation } from '../command-spec.ts'
import type { generateFlags } from '../flags/graph.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { UsageMistake } from '../usage-mistake.ts'
import { parseJson } from '../../units/json.ts'

/** Prints a Compose file for containers that somebody else made. */
export async function runGenerate(
  { flags, globals, names }: Invocation<typeof generateFlags>,
  shell: Shell,
): Promise<number> {
  if (names.length === 0)
    throw new UsageMistake('generate needs a container', 'For example: compose generate my-database')
  return inSession({ globals, shell }, async ({ surroundings }) => {
    const { name } = flags
    const format = shell.report === undefined ? (flags.format ?? 'yaml') : 'json'
    const generated = await generate(surroundings, {
      containers: names,
      format,
      ...(name === undefined ? {} : { name }),
    })
    if (generated.ending !== undefined) return generated.ending
    const { text } = generated
    showResult(shell, { result: () => ({ file: parseJson(text) }), text: () => text })
    return { kind: 'done' }
  })
}
