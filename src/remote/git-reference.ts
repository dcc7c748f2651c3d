import { posix } from 'node:path'
import { OperationError } from '../diagnostics/errors.ts'

/** What `https://host/team/app.git#ref:folder` says. */
export interface GitReference {
  readonly repository: string
  readonly ref: string
  /** A folder or file of the repository; empty for its root. */
  readonly path: string
}

/** Reads a reference to a repository. Throws `OperationError` CMP124 for a path that leads out of it, or a ref that is none. */
export function parseGitReference(text: string): GitReference {
  const hash = text.indexOf('#')
  const address = hash === -1 ? text : text.slice(0, hash)
  const fragment = hash === -1 ? '' : text.slice(hash + 1)
  const colon = fragment.indexOf(':')
  const ref = colon === -1 ? fragment : fragment.slice(0, colon)
  const path = colon === -1 ? '' : fragment.slice(colon + 1)
  if (ref.startsWith('-') || /[\s~^:?*[\\]|\.\./.test(ref))
    throw new OperationError('CMP124', `"${ref}" is not the name of a branch, tag or commit`)
  return {
    repository: address.startsWith('github.com/') ? `https://${address}` : address,
    ref: ref === '' ? 'HEAD' : ref,
    path: insideOnly(path),
  }
}

/** As in a web address, a leading slash is the root of the repository. */
function insideOnly(path: string): string {
  const clean = posix.normalize(path === '' ? '.' : path.replaceAll('\\', '/')).replace(/^\/+/, '')
  if (clean === '..' || clean.startsWith('../'))
    throw new OperationError('CMP124', `the path "${path}" leads out of the repository`)
  return clean === '.' || clean === './' ? '' : clean
}
