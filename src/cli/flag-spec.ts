interface FlagBase {
  /** Without the dashes. */
  readonly long: string
  readonly short?: string
  /** One sentence for the help text, sentence case, no full stop. */
  readonly summary: string
  /** Heading in the help text; "Options" when absent. */
  readonly group?: string
  readonly hidden?: true
  /** What to write instead, where that is to be said: "--yes". */
  readonly instead?: string
}

/** One flag of a command line. The parser, the help text and the types of the values all come from this. */
export type FlagSpec = FlagBase &
  /** `open`: where it was not given, something else decides, such as a variable. */
  (
    | { readonly kind: 'switch'; readonly default?: true | 'open' }
    | { readonly kind: 'text' | 'list'; readonly value: string }
    | { readonly kind: 'integer'; readonly value: string; readonly minimum?: number }
    | {
        readonly kind: 'choice'
        readonly value: string
        readonly choices: readonly string[]
        /** Further texts, and the choice that each stands for. */
        readonly aliases?: Readonly<Record<string, string>>
      }
  )

type ValueOf<F extends FlagSpec> = F extends { readonly kind: 'switch' }
  ? F extends { readonly default: 'open' }
    ? boolean | undefined
    : boolean
  : F extends { readonly kind: 'list' }
    ? readonly string[]
    : F extends { readonly kind: 'integer' }
      ? number | undefined
      : F extends { readonly kind: 'choice'; readonly choices: readonly (infer Choice)[] }
        ? Choice | undefined
        : string | undefined

/** The values of a list of flags by long name: switches and lists always there, the others where they were given. */
export type FlagValues<F extends readonly FlagSpec[]> = { readonly [S in F[number] as S['long']]: ValueOf<S> }

/** What was given, by long name, already checked against its flag: only those that were given. */
export type GivenFlags = ReadonlyMap<string, boolean | number | string | readonly string[]>

/** Fills in what was not given. */
export function valuesOf<const F extends readonly FlagSpec[]>(flags: F, given: GivenFlags): FlagValues<F> {
  const values = flags.map((flag) => [flag.long, given.get(flag.long) ?? absentValue(flag)] as const)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every flag of the list has its entry, and the parser checked each value against the flag's kind
  return Object.fromEntries(values) as FlagValues<F>
}

function absentValue(flag: FlagSpec): boolean | readonly string[] | undefined {
  if (flag.kind === 'switch') return flag.default === 'open' ? undefined : flag.default === true
  return flag.kind === 'list' ? [] : undefined
}
