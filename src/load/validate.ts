import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import type { MappingEntry, MappingNode, Node } from '../document/node.ts'
import { nodeAt } from '../document/node-at.ts'
import type { Path } from '../document/path.ts'
import { toPlain } from '../document/to-plain.ts'
import type { SchemaViolation } from './generated/validate-compose.js'
import { validateCompose } from './generated/validate-compose.js'
import { isWithin } from './load-run.ts'
import type { LoadRun } from './load-run.ts'
import { scalarNode } from './make-node.ts'
import { explainViolation, likelyField, pathOf } from './schema-errors.ts'
import { timesIn } from './times.ts'

/**
 * Reports what breaks `schemas/compose.schema.json`, one diagnostic for each mistake at the token that is wrong. Returns
 * what is left of the document without the wrong values, so that later stages can look for mistakes in the rest.
 */
export function validateDocument(run: LoadRun, document: MappingNode): MappingNode {
  const violations = [...timesIn(document), ...validateCompose(toPlain(document))]
  if (violations.length === 0) return document
  const wrong = new Set<Node>()
  const said = new Set<string>()
  const reported = new Set(
    run.state.diagnostics.flatMap(({ severity, span }) => (severity === 'error' ? [placeKey(span)] : [])),
  )
  const takenOut = [...run.state.wrong]
  for (const violation of withoutEchoes(document, violations)) {
    const path = wrongPath(document, violation)
    const node = nodeAt(document, path)
    // What another file got wrong is not missing as well.
    if (
      violation.keyword === 'required' &&
      node !== undefined &&
      takenOut.some((span) => isWithin(span, node.origin.span))
    )
      continue
    // Without a whole section, references into it would seem undefined.
    const isSection =
      path.length < 2 && (violation.keyword !== 'additionalProperties' || node?.kind === 'mapping')
    const report = isSection ? run.reportMissingPart : run.report
    const diagnostic = explainViolation(document, violation)
    const mistake = mistakeKey(violation, diagnostic)
    if (!said.has(mistake) && !reported.has(placeKey(diagnostic.span))) report(diagnostic)
    said.add(mistake)
    if (node === undefined || path.length === 0) continue
    wrong.add(node)
    run.noteWrong(path, node.origin.span)
  }
  return withoutNodes(document, wrong, 0)
}

function placeKey(span: Span | undefined): string {
  return JSON.stringify(span)
}

/** One mistake is one, however many aliases lead to it. */
function mistakeKey({ keyword, params }: SchemaViolation, { span }: Diagnostic): string {
  return JSON.stringify([keyword, params['missingProperty'], span])
}

/** A required field that is misspelt is not missing as well; a value of the wrong type is not one of the allowed words either. */
function withoutEchoes(
  document: MappingNode,
  violations: readonly SchemaViolation[],
): readonly SchemaViolation[] {
  const explained = new Set(violations.map((violation) => explainedBy(document, violation)))
  return violations.filter(({ keyword, instancePath, params }) => {
    if (keyword === 'required') return !explained.has(`${instancePath} ${String(params['missingProperty'])}`)
    return keyword !== 'enum' || !explained.has(instancePath)
  })
}

function explainedBy(document: MappingNode, violation: SchemaViolation): string | undefined {
  const { keyword, instancePath } = violation
  if (keyword === 'type') return instancePath
  return keyword === 'additionalProperties'
    ? `${instancePath} ${likelyField(document, violation) ?? ''}`
    : undefined
}

function wrongPath(document: MappingNode, { instancePath, keyword, params }: SchemaViolation): Path {
  const path = pathOf(document, instancePath)
  return keyword === 'additionalProperties' ? [...path, String(params['additionalProperty'])] : path
}

/** The names in a section stay: other parts of the file refer to them. */
function withoutNodes(node: MappingNode, wrong: ReadonlySet<Node>, depth: number): MappingNode {
  const entries = Array.from(node.entries).flatMap(([key, entry]): [string, MappingEntry][] => {
    if (!wrong.has(entry.value))
      return [[key, { key: entry.key, value: prune(entry.value, wrong, depth + 1) }]]
    return depth === 1 ? [[key, { key: entry.key, value: scalarNode(null, entry.value.origin) }]] : []
  })
  return { ...node, entries: new Map(entries) }
}

function prune(node: Node, wrong: ReadonlySet<Node>, depth: number): Node {
  if (node.kind === 'mapping') return withoutNodes(node, wrong, depth)
  if (node.kind === 'scalar') return node
  const items = node.items.filter((item) => !wrong.has(item)).map((item) => prune(item, wrong, depth + 1))
  return { ...node, items }
}

export function isSchemaValid(document: MappingNode): boolean {
  return validateCompose(toPlain(document)).length === 0
}
