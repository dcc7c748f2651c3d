import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import type { Origin } from '../document/node.ts'
import type { LoadRequest } from '../load/load-request.ts'
import type { EnvFileStatements, IncludedTrail } from '../load/variable-trail.ts'
import { own } from '../units/own.ts'
import type { Loaded } from './load-project.ts'
import { load } from './load-project.ts'
import type { Ending, Surroundings } from './surroundings.ts'

/** Something that can give a variable its value. */
export interface VariableLink {
  readonly source:
    | { readonly kind: 'project-name' | 'shell' | 'current-directory' | 'environment' }
    /** `env_file` of a service, or a file that interpolation sees. */
    | { readonly kind: 'env-file'; readonly file: string }
  /** Absent where it says nothing of the variable; null where it only names it, and nothing else has a value for it. */
  readonly value?: string | null
  readonly place?: Span
  /** The `${...}` that the value was made from; or that it is taken from the variables of the project. */
  readonly from?: Span | 'project'
  readonly wins: boolean
}

/** All that can give one variable its value in one place, the strongest first. */
export interface VariableChain {
  /** The variable in the containers of a service; absent: as files see it, in `${...}`. */
  readonly service?: string
  /** As the files of an included project see it, of which this is the first; absent: as those of the project do. */
  readonly included?: string
  readonly value?: string | null
  readonly links: readonly VariableLink[]
}

export type ExplainedVariable =
  | { readonly chains: readonly VariableChain[]; readonly sources: SourceTexts; readonly ending?: never }
  | { readonly ending: Ending }

export interface ExplainVariableRequest {
  readonly load: LoadRequest
  readonly name: string
  /** Only in this service; absent: in all that have the variable. */
  readonly service?: string
}

/** Finds everything that says something about a variable, and which of it counts. Section 1.3, 3.1, 3.9. */
export async function explainVariable(
  surroundings: Surroundings,
  { load: request, name, service }: ExplainVariableRequest,
): Promise<ExplainedVariable> {
  const services = service === undefined ? [] : [service]
  const loaded = await load(surroundings, { ...request, services })
  if (loaded.ending !== undefined) return { ending: loaded.ending }
  const names = service === undefined ? Object.keys(loaded.project.services) : [service]
  const chains = names
    .map((one) => serviceChain(loaded, name, one))
    .filter(({ links }) => service !== undefined || links.some(({ value }) => value !== undefined))
  const project = projectChain(loaded, request, name)
  const included = loaded.trail.included.flatMap((trail) => includedChain(project, trail, name) ?? [])
  return { chains: [...chains, ...included, project], sources: loaded.written }
}

/** What `${NAME}` is in the files. */
function projectChain({ project, trail }: Loaded, request: LoadRequest, name: string): VariableChain {
  const isProjectName = name === 'COMPOSE_PROJECT_NAME'
  const inShell = own(request.environment, name)
  const links: Candidate[] = [
    ...(isProjectName ? [{ source: { kind: 'project-name' } as const, value: project.name }] : []),
    { source: { kind: 'shell' }, ...(inShell === undefined ? {} : { value: inShell }) },
    ...(name === 'PWD' && inShell === undefined
      ? [{ source: { kind: 'current-directory' } as const, value: request.currentDirectory }]
      : []),
    ...trail.project.map((file) => fileLink(file, name)),
  ]
  const value = own(project.environment, name)
  return { ...(value === undefined ? {} : { value }), links: withWinner(links) }
}

/** Where nothing that it alone sees has the variable, an included project sees it as the others do. */
function includedChain(
  { links, value: outer }: VariableChain,
  { file, envFiles }: IncludedTrail,
  name: string,
): VariableChain | undefined {
  const known = new Set(links.map(({ source }) => (source.kind === 'env-file' ? source.file : undefined)))
  const own = envFiles.flatMap((read) => (known.has(read.file) ? [] : [fileLink(read, name)]))
  const inside = own.find((link) => link.value !== undefined)?.value
  if (inside === undefined) return undefined
  return { included: file, value: outer ?? inside, links: withWinner([...links, ...own]) }
}

function serviceChain(loaded: Loaded, name: string, service: string): VariableChain {
  const files = (loaded.trail.services.get(service) ?? []).map((file) => fileLink(file, name, 'project'))
  const value = own(own(loaded.project.services, service)?.environment, name)
  const origin = loaded.origins.of(['services', service, 'environment', name])
  const isWritten = origin !== undefined && !files.some(({ place }) => place === origin.span)
  const written =
    isWritten && value !== undefined
      ? [writtenLink(origin, value), ...replacedLinks(origin, name, loaded.written)]
      : [{ source: { kind: 'environment' } as const }]
  return { service, ...(value === undefined ? {} : { value }), links: withWinner([...written, ...files]) }
}

type Candidate = Omit<VariableLink, 'wins'>

/** The variable as `environment` of the service has it. */
function writtenLink({ span: place, hops = [] }: Origin, value: string | null): Candidate {
  const expression = hops.findLast(({ how }) => how === 'variable')?.span
  // A name without a value stands for itself: it is its own expression.
  const from = value === null || expression === place ? 'project' : expression
  return { source: { kind: 'environment' }, value, place, ...(from === undefined ? {} : { from }) }
}

/** What later files, or the service itself where it extends another, put their own value over; as it is written. */
function replacedLinks({ hops = [] }: Origin, name: string, sources: SourceTexts): readonly Candidate[] {
  return hops.toReversed().flatMap(({ how, span }) => {
    if (how !== 'override' || span === undefined) return []
    const written = sources.get(span.file)?.slice(span.start, span.end) ?? ''
    const [, value = written] = /^(["']?)(.*)\1$/s.exec(written)?.slice(1) ?? []
    const own = value.startsWith(`${name}=`) ? value.slice(name.length + 1) : value
    return [{ source: { kind: 'environment' }, value: own, place: span }]
  })
}

/** The last statement about it that has a value counts. `byName`: what a name without a value takes it from. */
function fileLink({ file, entries }: EnvFileStatements, name: string, byName?: 'project'): Candidate {
  const source = { kind: 'env-file', file } as const
  const statement = entries.findLast(({ key, value }) => key === name && value !== undefined)
  if (statement?.value === undefined) return { source }
  const { value, span: place } = statement
  const from = statement.from === 'expression' ? place : statement.from === 'name' ? byName : undefined
  return { source, value, place, ...(from === undefined ? {} : { from }) }
}

function withWinner(links: readonly Candidate[]): readonly VariableLink[] {
  const winner = links.find(({ value }) => value !== undefined)
  return links.map((link) => ({ ...link, wins: link === winner }))
}
