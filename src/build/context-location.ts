import { basename, dirname, isAbsolute, resolve } from 'node:path'
import type { Build } from '../model/build.ts'

/** Where the files of a build come from: a directory here, or an address that the builder reads by itself. */
export type ContextLocation =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'remote'; readonly address: string }

const remotePattern = /^(?:https?|git|ssh|oci-layout|docker-image):\/\/|^git@|^github\.com\//

/** Addresses of archives and repositories, as the builder knows them; everything else is a path. */
export function isRemote(context: string): boolean {
  return remotePattern.test(context)
}

export function contextLocation({ context = '.' }: Build): ContextLocation {
  return isRemote(context)
    ? { kind: 'remote', address: context }
    : { kind: 'directory', path: resolve(context) }
}

/** A Dockerfile: in the repository the context is, in a directory here, or written in the Compose file. */
export type DockerfileLocation =
  | { readonly kind: 'in-context'; readonly path: string }
  | { readonly kind: 'file'; readonly directory: string; readonly name: string }
  | { readonly kind: 'inline'; readonly text: string }

const usualName = 'Dockerfile'

export function dockerfileLocation(build: Build): DockerfileLocation {
  const { dockerfile = usualName, dockerfile_inline: text } = build
  if (text !== undefined && text !== '') return { kind: 'inline', text }
  const location = contextLocation(build)
  if (location.kind === 'remote' && !isAbsolute(dockerfile)) return { kind: 'in-context', path: dockerfile }
  const file = location.kind === 'directory' ? resolve(location.path, dockerfile) : dockerfile
  return { kind: 'file', directory: dirname(file), name: basename(file) }
}
