export interface GraphNode {
  readonly name: string
  /** By heading: "Networks", "Ports". */
  readonly facts: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  /** Names of other nodes. */
  readonly needs: readonly string[]
}

/** A graph for Graphviz: a box a service, an arrow to each that it depends on. */
export function formatGraph(name: string, nodes: readonly GraphNode[], indentation: string): string {
  const boxes = nodes.map((node) => `${quoted(node.name)} [style="filled" label=<${labelOf(node)}>];`)
  const arrows = nodes.flatMap((node) => node.needs.map((need) => `${quoted(node.name)} -> ${quoted(need)};`))
  const indented = (lines: readonly string[]) => lines.map((line) => `${indentation}${line}`)
  return [
    `digraph ${quoted(name)} {`,
    ...indented(['layout=dot;', ...boxes]),
    '',
    ...indented(arrows),
    '}',
    '',
  ].join('\n')
}

function labelOf({ name, facts }: GraphNode): string {
  const parts = facts.map(({ heading, lines }) => {
    const text = lines.map((line) => `<br/>${escaped(line)}`).join('')
    return `<font point-size="10"><br/><br/><b>${heading}:</b>${text}</font>`
  })
  return `<font point-size="15">${escaped(name)}</font>${parts.join('')}`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
