/** One thing that may be typed. */
export interface Candidate {
  readonly value: string
  readonly summary?: string
}

/** What may come next on a command line that is not finished. */
export type Wanted =
  | { readonly kind: 'values'; readonly values: readonly Candidate[] }
  /** Names of services, with something behind each that goes on: `web=`, `web:`. */
  | { readonly kind: 'services'; readonly suffix?: '=' | ':'; readonly except?: readonly string[] }
  | { readonly kind: 'profiles' | 'projects' | 'containers' }
  | { readonly kind: 'files' | 'Compose files' | 'folders' | 'nothing' }
