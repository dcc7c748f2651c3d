import type { Diagnostic, SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import { loadProject } from '../load/load-project.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { VariableTrail } from '../load/variable-trail.ts'
import type { Project } from '../model/project.ts'
import { blottedTexts } from './blotted-texts.ts'
import type { Ending, Surroundings } from './surroundings.ts'

export interface Loaded {
  readonly project: Project
  readonly origins: Origins
  /** For reports: values that may be secret are blotted out. */
  readonly sources: SourceTexts
  /** As they are. */
  readonly written: SourceTexts
  readonly trail: VariableTrail
  /** The services asked for, with those that patterns stand for; empty means all. */
  readonly named: readonly string[]
}

/** Loads the project and reports what is wrong with it; `ending` is set when it cannot be used. */
export async function load(
  surroundings: Surroundings,
  request: LoadRequest,
): Promise<(Loaded & { readonly ending?: never }) | { readonly ending: Ending }> {
  const result = await loadProject(request, surroundings.reader, surroundings.signal)
  report(surroundings, result.ok ? result.warnings : result.diagnostics, result.sources)
  if (!result.ok) return { ending: { kind: isSelectionMistake(result.diagnostics) ? 'failed' : 'invalid' } }
  const { project, origins, sources: written, trail, named } = result
  return { project, origins, sources: blottedTexts(written, project, origins), written, trail, named }
}

export function report(
  { host }: Surroundings,
  diagnostics: readonly Diagnostic[],
  sources?: SourceTexts,
): void {
  for (const diagnostic of diagnostics) {
    host.emit({ type: 'diagnostic', diagnostic, ...(sources === undefined ? {} : { sources }) })
  }
}

/** A service name on the command line that does not exist is not a mistake of the file. Section 1.1. */
function isSelectionMistake(diagnostics: readonly Diagnostic[]): boolean {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return errors.every(({ code }) => code === 'CMP208' || code === 'CMP210')
}
