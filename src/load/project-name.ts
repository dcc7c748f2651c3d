import { basename } from 'node:path'
import type { MappingNode } from '../document/node.ts'
import { scalarText } from '../document/scalar-text.ts'
import { interpolateDocument } from '../interpolate/interpolate-document.ts'
import type { LoadRequest } from './load-request.ts'
import type { LoadRun, Variables } from './load-run.ts'
import { lookupIn } from './load-run.ts'
import { entryOf, mappingNode, valueAt } from './make-node.ts'

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
export function decideProjectName(run: LoadRun, sources: NameSources): string {
  const { request, variables, directory } = sources
  const demanded = firstText(request.projectName, variables['COMPOSE_PROJECT_NAME'])
  if (demanded !== undefined) {
    if (normaliseName(demanded) !== demanded) reportInvalid(run, demanded)
    return demanded
  }
  const name = normaliseName(firstText(nameInFiles(sources)) ?? basename(directory))
  if (name === '') {
    run.report({
      code: 'CMP202',
      severity: 'error',
      message: "the project has no name: nothing of the folder's name can be part of one",
      hint: 'give one with -p, COMPOSE_PROJECT_NAME or "name:" in the file',
    })
  }
  return name
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

function nameInFiles({ documents, variables }: NameSources): string | undefined {
  return documents.map((document) => nameOf(document, variables)).findLast((name) => name !== '')
}

/** Mistakes in it are reported when the whole document is interpolated. */
function nameOf(document: MappingNode, variables: Variables): string {
  const name = valueAt(document, 'name')
  if (name?.kind !== 'scalar') return ''
  const alone = mappingNode([['name', entryOf(name)]], document.origin)
  const { node } = interpolateDocument(alone, { lookup: lookupIn(variables), castAt: () => undefined })
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
