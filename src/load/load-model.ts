import type { MappingNode } from '../document/node.ts'
import { canonicalise } from './canonical/canonicalise.ts'
import { checkDocument } from './check-document.ts'
import { applyDefaults } from './defaults.ts'
import { applyExtends } from './extends.ts'
import { applyInclude } from './include.ts'
import type { LoadRun } from './load-run.ts'
import { interpolate, lookupIn, readDocuments } from './load-run.ts'
import { withoutKeys } from './make-node.ts'
import type { ModelRequest } from './model-request.ts'
import { withoutMergeTags } from './reset.ts'
import { resolveEnvironment } from './resolve-environment.ts'
import { resolvePaths } from './resolve-paths.ts'
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
  const { node, diagnostics } = canonicalise(withoutKeys(valid, ['version', 'include']))
  // Without interpolation, short forms with variables in them cannot be read and stay as they are.
  if (run.options.interpolate) diagnostics.forEach(run.reportFollowing)
  // Short forms can name the same thing in ways that only show when they are expanded.
  return run.deduplicate(node)
}

function finishModel(run: LoadRun, request: ModelRequest, model: MappingNode): MappingNode {
  const defaulted = applyDefaults(model)
  checkDocument(defaulted, run.state.incomplete).forEach(run.reportFollowing)
  const resolved = request.resolvePaths ? resolvePaths(defaulted, request.directory, run.home) : defaulted
  return resolveEnvironment(resolved, lookupIn(request.variables))
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
