import { load } from '../../app/load-project.ts'
import { serviceGraph } from '../../app/service-graph.ts'
import { formatGraph } from '../../render/service-graph.ts'
import type { Invocation } from '../command-spec.ts'
import type { vizFlags } from '../flags/graph.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { UsageMistake } from '../usage-mistake.ts'

/** Prints the services and what they depend on as a graph for Graphviz. */
export async function runViz(
  { flags, globals, names }: Invocation<typeof vizFlags>,
  shell: Shell,
): Promise<number> {
  if (names.length > 0) throw new UsageMistake('viz shows the whole project: it takes no services')
  return inSession({ globals, shell }, async ({ surroundings, loadRequest }) => {
    const loaded = await load(surroundings, loadRequest)
    if (loaded.ending !== undefined) return loaded.ending
    const indentation = (flags.spaces ? ' ' : '\t').repeat(flags['indentation-size'] ?? 1)
    const nodes = serviceGraph(loaded.project, flags)
    shell.stdout.write(formatGraph(loaded.project.name, nodes, indentation))
    return { kind: 'done' }
  })
}
