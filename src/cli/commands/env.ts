import { relative } from 'node:path'
import type { VariableChain, VariableLink } from '../../app/explain-variable.ts'
import { explainVariable } from '../../app/explain-variable.ts'
import type { ShownChain, ShownLink } from '../../render/explained-variable.ts'
import { formatVariableChains } from '../../render/explained-variable.ts'
import type { PlaceContext } from '../../render/origin-text.ts'
import { createPlaceContext, expressionText } from '../../render/origin-text.ts'
import type { Invocation } from '../command-spec.ts'
import type { envFlags } from '../flags/env.ts'
import { inSession } from '../session.ts'
import type { Shell } from '../shell.ts'
import { showResult } from '../show-result.ts'
import { UsageMistake } from '../usage-mistake.ts'

/** Says of a variable where its value comes from. */
export async function runEnv(
  { globals, flags, names }: Invocation<typeof envFlags>,
  shell: Shell,
): Promise<number> {
  const [verb, name, service, ...rest] = names
  if (verb !== 'explain' || name === undefined || rest.length > 0)
    throw new UsageMistake('This is not what env can do', 'It is "compose env explain NAME [SERVICE]".')
  return inSession({ globals, shell }, async ({ surroundings, loadRequest, style }) => {
    const request = { load: loadRequest, name, ...(service === undefined ? {} : { service }) }
    const explained = await explainVariable(surroundings, request)
    if (explained.ending !== undefined) return explained.ending
    const { chains, sources } = explained
    const context = createPlaceContext(sources, shell.currentDirectory)
    const variables = () => chains.map((chain) => jsonOf(name, chain, context))
    const shown = () => chains.map((chain) => shownChain(name, chain, context))
    const text = () =>
      flags.format === 'json'
        ? `${JSON.stringify(variables(), null, 2)}\n`
        : formatVariableChains(shown(), style)
    showResult(shell, { result: () => ({ variables: variables() }), text })
    const isKnown = chains.some(({ value }) => value !== undefined && value !== null)
    return isKnown ? { kind: 'done' } : { kind: 'failed' }
  })
}

function shownChain(name: string, chain: VariableChain, context: PlaceContext): ShownChain {
  const where = whereOf(chain, context)
  const { value } = chain
  const what = value === undefined || value === null ? 'is not set' : `is "${value}"`
  return { title: `${name} ${where} ${what}`, links: chain.links.map((link) => shownLink(link, context)) }
}

function shownLink(link: VariableLink, context: PlaceContext): ShownLink {
  const { place, value, wins } = link
  return {
    source: sourceText(link.source, context),
    place: place === undefined ? '' : context.place(place),
    ...(value === undefined ? {} : { value: value === null ? '' : `"${value}"` }),
    remark: remarkOf(link, context),
    wins,
  }
}

function whereOf({ service, included }: VariableChain, context: PlaceContext): string {
  if (service !== undefined) return `in service "${service}"`
  return included === undefined
    ? 'in the files'
    : `in the files of the include "${pathText(included, context)}"`
}

const sourceTexts = {
  'project-name': "the project's name",
  shell: 'shell',
  'current-directory': 'current directory',
  environment: 'environment',
} as const

function sourceText(source: VariableLink['source'], context: PlaceContext): string {
  return source.kind === 'env-file' ? pathText(source.file, context) : sourceTexts[source.kind]
}

function pathText(file: string, { baseDirectory }: PlaceContext): string {
  const path = relative(baseDirectory, file)
  return path.startsWith('..') ? file : path
}

function remarkOf({ from, value }: VariableLink, context: PlaceContext): string {
  if (from === undefined) return ''
  if (from !== 'project') return `from ${expressionText(from, context)}`
  return value === null ? 'named without a value, and nothing else has one' : 'from the files (below)'
}

/** The same facts for programs. */
function jsonOf(name: string, chain: VariableChain, context: PlaceContext) {
  const { service, included, value, links } = chain
  return {
    name,
    ...(service === undefined ? {} : { service }),
    ...(included === undefined ? {} : { included: pathText(included, context) }),
    value: value ?? null,
    links: links.map((link) => {
      const { source, place } = shownLink(link, context)
      return {
        source: link.source.kind,
        ...(link.source.kind === 'env-file' ? { file: source } : {}),
        ...(place === '' ? {} : { place }),
        ...(link.value === undefined ? {} : { value: link.value }),
        wins: link.wins,
      }
    }),
  }
}
