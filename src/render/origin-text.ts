import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import type { Hop, Origin } from '../document/node.ts'
import { createPlaceFormat } from './place-text.ts'
import { printable } from './style.ts'

/** What is needed to write places. */
export interface PlaceContext {
  readonly sources: SourceTexts
  readonly baseDirectory: string
  readonly place: (span: Span) => string
}

export function createPlaceContext(sources: SourceTexts, baseDirectory: string): PlaceContext {
  return { sources, baseDirectory, place: createPlaceFormat(sources, baseDirectory) }
}

/** `compose.yaml:4:12, from ${TAG}, over base.yaml:3:12`: where a value was written and how it came to where it is. */
export function formatOrigin({ span, hops = [] }: Origin, context: PlaceContext): string {
  const isDefault = hops.some(({ how }) => how === 'default')
  const place = context.place(span)
  const steps = hops.flatMap((hop) => stepText(hop, span, context) ?? [])
  return [isDefault ? `default for ${place}` : place, ...steps].map(printable).join(', ')
}

function stepText(hop: Hop, own: Span, context: PlaceContext): string | undefined {
  const { how, span } = hop
  if (span === undefined) return undefined
  switch (how) {
    case 'variable':
      return span === own ? 'from the variable of that name' : `from ${expressionText(span, context)}`
    case 'override':
      return `over ${context.place(span)}`
    case 'extends':
    case 'include':
    case 'alias':
      return `by ${how} at ${context.place(span)}`
    default:
      return undefined
  }
}

/** The `${...}` as it is written. */
export function expressionText({ file, start, end }: Span, { sources }: PlaceContext): string {
  const text = sources.get(file)?.slice(start, end) ?? ''
  const [line = ''] = text.split('\n', 1)
  return line === text ? line : `${line}...`
}
