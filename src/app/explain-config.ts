import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Hop, Origin } from '../document/node.ts'
import type { Origins } from '../document/origins.ts'
import type { Path } from '../document/path.ts'
import { printYaml } from '../document/print-yaml.ts'
import { toConfigYaml } from '../model/to-config.ts'
import type { ConfigRequest } from './config.ts'
import { load } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** The project as `config` prints it, and where each of its values comes from. */
export type ExplainedConfig =
  | {
      readonly yaml: string
      /** `undefined`: nobody wrote it, and it follows from no single value. */
      readonly originOf: (path: Path) => Origin | undefined
      readonly sources: SourceTexts
      readonly ending?: never
    }
  | { readonly ending: Ending }

/** Loads the project without an engine, to say of each value where it was written and how it came there. */
export async function explainConfig(
  surroundings: Surroundings,
  { load: request, services }: Pick<ConfigRequest, 'load' | 'services'>,
): Promise<ExplainedConfig> {
  const loaded = await load(surroundings, { ...request, services })
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const { project, origins, written: sources } = loaded
  return {
    yaml: printYaml(toConfigYaml(project)),
    originOf: (path) => originOf(origins, path),
    sources,
  }
}

/** Printed in another order, or as another kind of list, than they are written. */
const REARRANGED: ReadonlySet<string | number> = new Set(['extra_hosts', 'ssh'])

function originOf(origins: Origins, path: Path): Origin | undefined {
  const rearranged = path.findIndex((step) => REARRANGED.has(step))
  const longest = rearranged === -1 ? path.length : rearranged + 1
  for (let length = longest; length > 1; length--) {
    const at = path.slice(0, length)
    const origin = origins.of(at)
    if (origin === undefined) continue
    const whole = withAliases(origins, at, origin)
    return length === longest ? whole : asDefault(whole)
  }
  return path.length === 1 ? origins.of(path) : undefined
}

/** An alias is noted only on the value that it stands for, and not on everything in it. */
function withAliases(origins: Origins, path: Path, origin: Origin): Origin {
  const { span, hops = [] } = origin
  const around = path.flatMap((_, length): readonly Hop[] => {
    const outer = origins.of(path.slice(0, length))
    const isAround =
      outer?.span.file === span.file && outer.span.start <= span.start && span.end <= outer.span.end
    return isAround ? (outer.hops ?? []) : []
  })
  const aliases = around.filter((hop) => hop.how === 'alias' && !hops.includes(hop))
  return aliases.length === 0 ? origin : { span, hops: [...hops, ...new Set(aliases)] }
}

/** What is not in the document follows from what is around it. */
function asDefault(origin: Origin): Origin {
  const { span, hops = [] } = origin
  return hops.at(-1)?.how === 'default' ? origin : { span, hops: [...hops, { how: 'default' }] }
}
