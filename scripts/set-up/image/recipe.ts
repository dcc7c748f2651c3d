import type { Layer } from './layer.ts'

/** How an image of this name is made here, for machines that cannot pull it. */
export interface Recipe {
  /** The first is the one it is asked for by. */
  readonly tags: readonly [string, ...string[]]
  make(): Promise<Made>
}

export interface Made {
  readonly layer: Layer
  /** The image's `Config` as the engine stores it; PATH is added. */
  readonly config: {
    readonly Env?: readonly string[]
    readonly Cmd: readonly string[]
    readonly Entrypoint?: readonly string[]
    readonly ExposedPorts?: Readonly<Record<string, object>>
    readonly Volumes?: Readonly<Record<string, object>>
    readonly StopSignal?: string
    readonly WorkingDir?: string
  }
  /** What is really inside, for people: the tag names the version of the official image, which may be another. */
  readonly madeFrom: string
}
