import { basename } from 'node:path'
import type { MappingNode, Node } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { interpolateDocument } from '../interpolate/interpolate-document.ts'
import type { LoadRequest } from './load-request.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { lookupIn } from './load-run.ts'
import { entryOf, mappingNode, valueAt } from './make-node.ts'
import type { WrittenText } from './texts.ts'

interface NameSources {
  readonly request: LoadRequest
  readonly variables: Variables
  readonly documents: readonly MappingNode[]
  readonly directory: string
}

/**
 * `-p`, else `COMPOSE_PROJECT_NAME`, else the last `name:` of the files, else the name of the project's directory. The first
 * two must be valid, the last two are made so. Spec: 3.3.
 */
export async function decideProjectName(run: LoadRun, sources: NameSources): Promise<string> {
  const { request, variables, directory } = sources
  const demanded = firstText(request.projectName, variables['COMPOSE_PROJECT_NAME'])
  if (demanded !== undefined) {
    if (normaliseName(demanded) !== demanded) reportInvalid(run, demanded)
    return demanded
  }
  const written = nameInFiles(sources)
  const name = normaliseName(written?.text ?? basename(directory))
  if (name === '') reportNameless(run, written)
  else if (written === undefined && (await run.linkTarget(directory)) !== undefined) warnOfLink(run, name)
  return name
}

/** From the folder itself it would be another project, with other containers and volumes. */
function warnOfLink(run: LoadRun, name: string): void {
  run.report({
    code: 'CMP202',
    severity: 'warning',
    message: `the project is named "${name}" after a symbolic link to its folder`,
    hint: 'with "name:" in the file it has one name, whichever way leads to it',
  })
}

function reportNameless(run: LoadRun, written: WrittenText | undefined): void {
  const where = written === undefined ? "the folder's name" : `"${written.text}"`
  run.report({
    code: 'CMP202',
    severity: 'error',
    message: `the project has no name: nothing of ${where} can be part of one`,
    ...(written === undefined ? {} : { span: written.span }),
    hint: `give one with -p, COMPOSE_PROJECT_NAME or ${written === undefined ? '"name:" in the file' : 'here'}`,
  })
}

/** Lower case, without characters that names cannot have, and not starting with `_` or `-`. */
export function normaliseName(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '')
}

function firstText(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text !== '')
}

/** An empty `name:` is none; one whose variables leave nothing is a name that cannot be. */
function nameInFiles({ documents, variables }: NameSources): WrittenText | undefined {
  const last = documents.findLast((document) => {
    const name = valueAt(document, 'name')
    return name?.kind === 'scalar' && scalarText(name) !== ''
  })
  const written = last === undefined ? undefined : valueAt(last, 'name')
  if (last === undefined || written === undefined) return undefined
  const text = nameOf(last, written, variables)
  return text === undefined ? undefined : { text, span: written.origin.span }
}

/** Nothing where it has mistakes, which are reported when the whole document is interpolated. */
function nameOf(document: MappingNode, name: Node, variables: Variables): string | undefined {
  const alone = mappingNode([['name', entryOf(name)]], document.origin)
  const { node, diagnostics } = interpolateDocument(alone, {
    lookup: lookupIn(variables),
    castAt: () => undefined,
  })
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined
  const value = node.kind === 'mapping' ? valueAt(node, 'name') : undefined
  return value?.kind === 'scalar' ? scalarText(value) : ''
}

function reportInvalid(run: LoadRun, name: string): void {
  const valid = normaliseName(name)
  run.report({
    code: 'CMP202',
    severity: 'error',
    message: `invalid project name "${name}": only lower-case letters, digits, "-" and "_", starting with a letter or digit`,
    ...(valid === '' ? {} : { hint: `did you mean "${valid}"?` }),
  })
}
