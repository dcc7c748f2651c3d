export interface EngineVersion {
  readonly product: 'docker' | 'podman' | 'other'
  readonly version: string
  /** The version both sides speak: "1.51". */
  readonly apiVersion: string
  readonly os: string
  readonly architecture: string
}

/** A range that the engine takes subnets for networks from: "172.24.0.0/14" in pieces of /16. */
export interface AddressPool {
  readonly base: string
  /** Length of the prefix of each subnet. */
  readonly size: number
}

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

/** What an engine tells about itself and its machine; what one does not tell is absent. */
export interface EngineFacts extends EngineVersion {
  /** The newest version of the API it offers, which may be newer than what is spoken. */
  readonly offeredApiVersion: string
  /** Of its machine. */
  readonly hostName: string
  readonly operatingSystem: string
  readonly kernel: string
  readonly isRootless: boolean
  readonly cgroupVersion?: string
  readonly cgroupDriver?: string
  /** The best that it has. */
  readonly builder: 'buildkit' | 'classic'
  readonly storageDriver: string
  /** Where images, containers and volumes are kept, on its machine. */
  readonly rootDirectory: string
  readonly disk?: DiskSpace
  /** Limits of containers that it can not enforce: "memory". */
  readonly missingLimits: readonly string[]
  /** Memory of its machine. */
  readonly memoryBytes?: number
  readonly forwardsIPv4: boolean
  /** What it warns about itself, its own sentences. */
  readonly warnings: readonly string[]
  /** Its clock when it answered, Unix milliseconds. */
  readonly unixMs?: number
  /** As it was told; absent: those that it comes with. */
  readonly addressPools?: readonly AddressPool[]
  /** Of all networks, those of others too: "172.17.0.0/16". */
  readonly subnets: readonly string[]
  /** What Podman's networks are made with: "netavark" or the older "cni". */
  readonly networkBackend?: string
}
