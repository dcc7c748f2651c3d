import type { Diagnostic, SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import type { Hop, MappingEntry, Node, ScalarNode } from '../document/node.ts'
import { formatPath } from '../document/path.ts'
import type { Path } from '../document/path.ts'
import { castText } from './casts.ts'
import type { CastKind } from './casts.ts'
import { evaluateTemplate } from './evaluate.ts'
import type { Lookup, TemplateProblem } from './evaluate.ts'
import { createLocator } from './span-within.ts'
import { templateDiagnostic } from './template-diagnostic.ts'
import { parseTemplate } from './template.ts'

export interface InterpolateOptions {
  readonly lookup: Lookup
  /** The type a place asks for (`castAt` of casts.ts for a Compose file). */
  readonly castAt: (path: Path) => CastKind | undefined
  /** The texts of the files, to find expressions inside block scalars and escapes. */
  readonly sources?: SourceTexts
}

interface Interpolation {
  readonly options: InterpolateOptions
  readonly path: (string | number)[]
  readonly diagnostics: Diagnostic[]
}

/**
 * Replaces the variables in every string value (never in keys) and converts text to the type its place asks for. Values
 * that change carry a `variable` hop per expression. Parts without variables are returned as they are, not copied.
 */
export function interpolateDocument(
  root: Node,
  options: InterpolateOptions,
): { readonly node: Node; readonly diagnostics: readonly Diagnostic[] } {
  const run: Interpolation = { options, path: [], diagnostics: [] }
  const node = interpolateNode(run, root)
  return { node, diagnostics: run.diagnostics }
}

function interpolateNode(run: Interpolation, node: Node): Node {
  if (node.kind === 'scalar')
    return typeof node.value === 'string' ? interpolateText(run, node, node.value) : node
  if (node.kind === 'sequence') {
    const items = node.items.map((item, index) => within(run, index, item))
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }
  let entries: Map<string, MappingEntry> | undefined
  for (const [key, entry] of node.entries) {
    const value = within(run, key, entry.value)
    if (value === entry.value) continue
    entries ??= new Map(node.entries)
    entries.set(key, { key: entry.key, value })
  }
  return entries === undefined ? node : { ...node, entries }
}

function within(run: Interpolation, step: string | number, node: Node): Node {
  run.path.push(step)
  const result = interpolateNode(run, node)
  run.path.pop()
  return result
}

function interpolateText(run: Interpolation, node: ScalarNode, text: string): Node {
  const kind = run.options.castAt(run.path)
  if (!text.includes('$')) return kind === undefined ? node : convert(run, node, kind)
  const template = parseTemplate(text)
  const evaluation = evaluateTemplate(template, run.options.lookup)
  const placeOf = createLocator(node.origin.span, text, run.options.sources)
  reportProblems(run, evaluation.problems, placeOf)
  const variables = template.filter((part) => part.kind === 'variable')
  const added = variables.map((part): Hop => ({ how: 'variable', span: placeOf(part) }))
  const origin =
    added.length === 0 ? node.origin : { ...node.origin, hops: [...(node.origin.hops ?? []), ...added] }
  const value: ScalarNode = { ...node, value: evaluation.text, origin }
  const hasError = evaluation.problems.some((problem) => problem.kind !== 'unset')
  return kind === undefined || hasError ? value : convert(run, value, kind)
}

function convert(run: Interpolation, node: ScalarNode, kind: CastKind): Node {
  const written = String(node.value)
  const cast = castText(written, kind)
  const { span } = node.origin
  if ('problem' in cast) {
    const shown = written === '' ? 'an empty text' : JSON.stringify(written)
    const message = `${shown} is not ${cast.problem}, which "${formatPath(run.path)}" needs`
    run.diagnostics.push({ code: 'CMP116', severity: 'error', message, span })
    return node
  }
  if (cast.remark !== undefined) {
    const message = `${cast.remark} (${formatPath(run.path)})`
    run.diagnostics.push({ code: 'CMP118', severity: 'warning', message, span })
  }
  return { ...node, value: cast.value, ...(cast.text === undefined ? {} : { text: cast.text }) }
}

function reportProblems(
  run: Interpolation,
  problems: readonly TemplateProblem[],
  placeOf: (problem: TemplateProblem) => Span,
): void {
  const unset = new Set<string>()
  for (const problem of problems) {
    if (problem.kind === 'unset' && unset.has(problem.name)) continue
    if (problem.kind === 'unset') unset.add(problem.name)
    run.diagnostics.push(templateDiagnostic(problem, formatPath(run.path), placeOf(problem)))
  }
}
