import type { Candidate, Wanted } from './wanted.ts'

/** The bits that tell a completion script what to make of the candidates, as the docker CLI's scripts read them. */
const directives = {
  default: 0,
  noSpace: 2,
  noFiles: 4,
  filterExtensions: 8,
  folders: 16,
} as const

const directiveNames = ['NoSpace', 'NoFileComp', 'FilterFileExt', 'FilterDirs']

export interface Answer {
  readonly candidates: readonly Candidate[]
  readonly directive: number
}

/** `names`: those that were looked up for what is wanted. */
export function answerFor(wanted: Wanted, typed: string, names: readonly string[]): Answer {
  const starting = (all: readonly Candidate[]) =>
    all.filter(({ value }) => value.startsWith(typed) && !isBehindName(value, typed))
  switch (wanted.kind) {
    case 'values':
      return { candidates: starting(wanted.values), directive: directives.noFiles }
    case 'services':
      return services(wanted, names, starting)
    case 'profiles':
    case 'projects':
    case 'containers':
      return { candidates: starting(asCandidates(names)), directive: directives.noFiles }
    case 'files':
      return { candidates: [], directive: directives.default }
    case 'Compose files':
      return { candidates: asCandidates(['yaml', 'yml']), directive: directives.filterExtensions }
    case 'folders':
      return { candidates: [], directive: directives.folders }
    case 'nothing':
      return { candidates: [], directive: directives.noFiles }
  }
}

function services(
  { suffix, except = [] }: Wanted & { readonly kind: 'services' },
  names: readonly string[],
  starting: (all: readonly Candidate[]) => readonly Candidate[],
): Answer {
  const left = names.filter((name) => !except.includes(name)).map((name) => `${name}${suffix ?? ''}`)
  // `cp`: what is no service may be a file.
  const files = suffix === ':' ? directives.default : directives.noFiles
  return {
    candidates: starting(asCandidates(left)),
    directive: suffix === undefined ? files : files + directives.noSpace,
  }
}

function asCandidates(values: readonly string[]): readonly Candidate[] {
  return values.map((value) => ({ value }))
}

/** `web=`: what follows is no name any more. */
function isBehindName(value: string, typed: string): boolean {
  return value === typed && value.endsWith('=')
}

/** A candidate a line, and the directive last. */
export function answerText({ candidates, directive }: Answer, withSummaries: boolean): string {
  const lines = candidates.map(({ value, summary }) =>
    withSummaries && summary !== undefined ? `${value}\t${summary}` : value,
  )
  return [...lines, `:${directive}`, ''].join('\n')
}

/** For people who try it out, on standard error. */
export function directiveText(directive: number): string {
  const named = directiveNames.filter((_name, bit) => Math.floor(directive / 2 ** (bit + 1)) % 2 === 1)
  const names = named.length === 0 ? ['Default'] : named
  return `Completion ended with directive: ${names.map((name) => `ShellCompDirective${name}`).join(', ')}\n`
}
