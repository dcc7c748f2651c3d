/** A port of a container; 0 and '' where it is exposed and not published. */
export interface ContainerPort {
  readonly hostIp: string
  readonly target: number
  readonly published: number
  readonly protocol: string
}

/** What a listing shows of a container, free of any engine's own types. */
export interface ContainerView {
  readonly id: string
  readonly name: string
  readonly names: readonly string[]
  readonly image: string
  readonly command: string
  readonly createdAtSeconds: number
  readonly state: string
  readonly status: string
  /** "healthy", "unhealthy", "starting" or nothing. */
  readonly health: string
  readonly exitCode: number
  readonly service: string
  readonly project: string
  readonly labels: Readonly<Record<string, string>>
  readonly ports: readonly ContainerPort[]
  readonly mounts: readonly { readonly type: string; readonly label: string }[]
  readonly networks: readonly string[]
}
