import { generate } from '../../app/generate.ts'
import type { Invocation } from '../command-spec.ts'
import type { generateFlags } from '../flags/graph.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

/** Prints a Compose file for containers that somebody else made. */
export async function runGenerate(
  { flags, globals, names }: Invocation<typeof generateFlags>,
  shell: Shell,
): Promise<number> {
  if (names.length === 0)
    throw new UsageMistake('generate needs a container', 'For example: compose generate my-database')
  return inSession({ globals, shell }, async ({ surroundings }) => {
    const { name, format = 'yaml' } = flags
    const generated = await generate(surroundings, {
      containers: names,
      format,
      ...(name === undefined ? {} : { name }),
    })
    if (generated.ending !== undefined) return generated.ending
    shell.stdout.write(generated.text)
    return { kind: 'done' }
  })
}
