import type { DiskSpace } from '../../engine/facts.ts'

/** A program that is asked for the logins of a registry, or of all where none is named. */
export interface CredentialHelper {
  readonly name: string
  readonly registry?: string
  readonly isInstalled: boolean
}

/** What is known of the machine that the command runs on; what it does not tell is absent. */
export interface Machine {
  readonly nodeVersion: string
  readonly hostName: string
  readonly inotify?: { readonly watches: number; readonly instances: number }
  /** Of the docker command. */
  readonly configuration: {
    readonly path: string
    readonly state: 'absent' | 'read' | 'not JSON'
    readonly currentContext?: string
  }
  readonly credentialHelpers: readonly CredentialHelper[]
  /** Where the docker command's plugin for builds is. */
  readonly buildx?: string
  /** The value of DOCKER_HOST, where it has one. */
  readonly dockerHost?: string
  /** The value of DOCKER_API_VERSION, where it has one. */
  readonly pinnedApiVersion?: string
  /** The disk that has this folder; undefined where there is no such folder. */
  readonly diskOf: (folder: string) => Promise<DiskSpace | undefined>
}
