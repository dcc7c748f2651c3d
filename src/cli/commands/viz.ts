import { load } from '../../app/load-project.ts'
import { serviceGraph, type ServiceNode } from '../../app/service-graph.ts'
import { formatGraph } from '../../render/service-graph.ts'
import type { Invocation } from '../command-spec.ts'
import type { vizFlags } from '../flags/graph.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { UsageMistake } from '../usage-mistake.ts'
import type { Json } from '../../units/json.ts'

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
    const { name } = loaded.project
    showResult(shell, {
      result: () => ({ project: name, services: nodes.map(nodeJson) }),
      text: () => formatGraph(name, nodes, indentation),
    })
    return { kind: 'done' }
  })
}

function nodeJson({ name, needs, facts }: ServiceNode): Json {
  return { name, needs, facts: facts.map(({ heading, lines }) => ({ heading, lines })) }
}
