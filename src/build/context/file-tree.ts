/** A file, directory or link as a build sees it. */
export interface FileEntry {
  /** Relative to the top, with slashes. */
  readonly path: string
  readonly kind: 'file' | 'directory' | 'link' | 'pipe' | 'device'
  /** Permissions with the set-id and sticky bits: 0o755. */
  readonly mode: number
  readonly sizeBytes: number
  readonly modifiedNs: bigint
  /** Where a link leads. */
  readonly target?: string
  /** The same for all names of one file; absent where it has one name. */
  readonly identity?: string
  /** Major and minor number, and whether it is read by blocks. */
  readonly device?: { readonly major: number; readonly minor: number; readonly isBlock: boolean }
}

/** Files of a build context, wherever they are. Paths are relative to the top; "" is the top itself. */
export interface FileTree {
  /** In the order of their names' bytes. Rejects where the directory cannot be read. */
  readonly list: (directory: string) => Promise<readonly FileEntry[]>
  /** Undefined where nothing has this name. Links are not followed. */
  readonly find: (path: string) => Promise<FileEntry | undefined>
  readonly read: (path: string) => AsyncIterable<Uint8Array>
}

/** The order of names in a listing: that of their bytes in UTF-8. */
export function byName(left: string, right: string): number {
  if (left === right) return 0
  // Halves of characters beyond 16 bits compare otherwise than their bytes.
  if (/[\uD800-\uFFFF]/.test(left + right)) return Buffer.compare(Buffer.from(left), Buffer.from(right))
  return left < right ? -1 : 1
}
