/** What is copied. */
export interface CopySource {
  readonly isDirectory: boolean
  /** Its last name; of no account for the contents of a directory. */
  readonly name: string
  /** `folder/.`: what is in it, without the directory itself. */
  readonly contentsOnly: boolean
}

/** Where the user wants it to go. */
export interface CopyTarget {
  readonly exists: boolean
  readonly isDirectory: boolean
  /** The directory above it, and its own last name. */
  readonly parent: string
  readonly name: string
  /** Written with a slash at the end, so that it cannot be meant as a file. */
  readonly mustBeDirectory: boolean
  readonly path: string
}

/** The directory that entries go into, and what the first of their names becomes; without one they are contents. */
export interface CopyPlace {
  readonly directory: string
  readonly name?: string
}

/** The rules of `docker cp`; a text says why it cannot be. */
export function placeCopy(source: CopySource, target: CopyTarget): CopyPlace | string {
  if (target.exists && target.isDirectory) {
    return source.contentsOnly ? { directory: target.path } : { directory: target.path, name: source.name }
  }
  if (target.exists && source.isDirectory) return 'a folder cannot be copied onto a file'
  if (target.exists && target.mustBeDirectory) return 'it is not a folder'
  if (!target.exists && !source.isDirectory && target.mustBeDirectory) return 'there is no such folder'
  return { directory: target.parent, name: target.name }
}
