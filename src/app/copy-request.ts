import type { LoadRequest } from '../load/load-request.ts'

export interface CopyRequest {
  readonly load: LoadRequest
  readonly service: string
  /** In the container. */
  readonly path: string
  /** One-off containers too. */
  readonly all: boolean
  readonly index?: number
  /** What the source's last name links to is copied, instead of the link. */
  readonly followLinks: boolean
  readonly dryRun: boolean
}

export interface CopyInRequest extends CopyRequest {
  readonly from:
    | { readonly kind: 'path'; readonly text: string; readonly currentDirectory: string }
    | { readonly kind: 'archive'; readonly tar: AsyncIterable<Uint8Array> }
  /** Files go to the container's own user. */
  readonly toContainerUser: boolean
}

export interface CopyOutRequest extends CopyRequest {
  readonly to:
    | { readonly kind: 'path'; readonly text: string; readonly currentDirectory: string }
    | { readonly kind: 'archive'; readonly write: (bytes: Uint8Array) => Promise<void> }
}
