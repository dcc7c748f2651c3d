import type { MappingNode } from '../document/node.ts'
import { canonicalise, canonicaliseStructure } from './canonical/canonicalise.ts'
import { checkDocument } from './check-document.ts'
import { applyDefaults } from './defaults.ts'
import { applyExtends } from './extends.ts'
import { applyInclude } from './include.ts'
import type { LoadRun } from './load-run.ts'
import { interpolate, lookupIn, readDocuments } from './load-run.ts'
import { valueAt, withoutKeys } from './make-node.ts'
import type { ModelRequest } from './model-request.ts'
import { withoutMergeTags } from './reset.ts'
import { resolveEnvironment } from './resolve-environment.ts'
import { resolvePaths } from './resolve-paths.ts'
import { resolveWatchLinks } from './watch-links.ts'
import { validateDocument } from './validate.ts'

/** Merges the documents of some files into one canonical document. `undefined` when the files have no document. Spec: 3.2. */
export async function loadModel(run: LoadRun, request: ModelRequest): Promise<MappingNode | undefined> {
  let model: MappingNode | undefined
  for (const file of request.files) {
    for (const document of await readDocuments(run, file)) {
      model = addLayer(run, model, await prepareLayer(run, request, { file, document }))
    }
  }
  return model === undefined ? undefined : finishModel(run, request, model)
}

interface Layer {
  readonly file: string
  readonly document: MappingNode
}

async function prepareLayer(run: LoadRun, request: ModelRequest, layer: Layer): Promise<MappingNode> {
  const { directory, variables } = request
  const { file } = layer
  warnOfVersion(run, layer.document)
  const interpolated = interpolate(run, layer.document, variables)
  const complete = await applyInclude({ run, file, request, loadModel }, interpolated)
  return applyExtends({ run, file, directory, variables }, complete)
}

function addLayer(run: LoadRun, model: MappingNode | undefined, layer: MappingNode): MappingNode {
  const merged = model === undefined ? layer : run.merger.mergeDocuments(model, layer)
  const valid = validateDocument(run, run.deduplicate(withoutMergeTags(merged)))
  run.reportUnmerged()
  // Short forms can name the same thing in ways that only show when they are expanded.
  return run.deduplicate(expand(run, withoutKeys(valid, ['version', 'include'])))
}

function expand(run: LoadRun, document: MappingNode): MappingNode {
  if (!run.options.interpolate) return canonicaliseStructure(document)
  const { node, diagnostics } = canonicalise(document)
  diagnostics.forEach(run.reportFollowing)
  return node
}

/** Of what the model has no place for; what an engine does nothing with, the target says. */
function warnOfUnread(run: LoadRun, model: MappingNode): void {
  const services = valueAt(model, 'services')
  if (services?.kind !== 'mapping') return
  for (const [name, { value }] of services.entries) {
    const field = value.kind === 'mapping' ? value.entries.get('pull_refresh_after') : undefined
    if (field === undefined) continue
    const message = `pull_refresh_after of service "${name}" has no effect: no release of Docker Compose reads it`
    const hint = 'pull_policy can be "daily", "weekly" or "every_12h"'
    run.report({ code: 'CMP118', severity: 'warning', message, span: field.key.span, hint })
  }
}

async function finishModel(run: LoadRun, request: ModelRequest, model: MappingNode): Promise<MappingNode> {
  warnOfUnread(run, model)
  const defaulted = applyDefaults(model)
  checkDocument(defaulted, run.state.incomplete).forEach(run.reportFollowing)
  const { pathBase } = request
  const resolved =
    pathBase === undefined
      ? defaulted
      : await resolveWatchLinks(run, resolvePaths(defaulted, pathBase, run.home))
  return run.options.interpolate ? resolveEnvironment(resolved, lookupIn(request.variables)) : resolved
}

function warnOfVersion(run: LoadRun, document: MappingNode): void {
  const version = document.entries.get('version')
  if (version === undefined) return
  run.report({
    code: 'CMP118',
    severity: 'warning',
    message: '"version" has no effect any more',
    span: version.key.span,
    hint: 'remove it',
  })
}
