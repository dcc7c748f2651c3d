/** A key that somebody before a terminal may press, and what it does. */
export interface MenuKey {
  readonly key: string
  /** "Detach"; a key without one is not offered, but answers. */
  readonly label?: string
  readonly press: () => void
}

/** Offers keys while something goes on, until the returned function is called. */
export type OpenMenu = (keys: readonly MenuKey[]) => () => void
