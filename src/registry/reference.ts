import { OperationError } from '../diagnostics/errors.ts'

/** What a name such as `registry.example:5000/team/app:1@sha256:...` says. */
export interface ArtifactReference {
  /** Host and port of the registry. */
  readonly registry: string
  readonly repository: string
  readonly tag?: string
  readonly digest?: string
}

const NAME = /^[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*(?:\/[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^sha256:[a-f\d]{64}$/

/**
 * Reads a reference as the docker command does: without a host it is of Docker Hub, without tag and digest its tag is `latest`.
 * Throws `OperationError` CMP124 for what is none.
 */
export function parseReference(text: string): ArtifactReference {
  const [name, digest] = splitAt(text, text.indexOf('@'))
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  const isHost = /[.:]/.test(first) || first === 'localhost'
  const rest = isHost ? name.slice(slash + 1) : name
  const [path, tag] = splitAt(rest, rest.lastIndexOf(':'))
  const registry = !isHost || first === 'index.docker.io' ? 'docker.io' : first
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path
  const isValid =
    NAME.test(repository) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest)) &&
    /^[a-z\d][\w.-]*(?::\d+)?$|^\[[a-f\d:]+\](?::\d+)?$/i.test(registry)
  if (!isValid)
    throw new OperationError('CMP124', `"${text}" is not a valid name of an image or artifact`, {
      hint: 'it has the form HOST/NAME:TAG; names are lower case',
    })
  if (digest !== undefined) return { registry, repository, ...(tag === undefined ? {} : { tag }), digest }
  return { registry, repository, tag: tag ?? 'latest' }
}

function splitAt(text: string, index: number): readonly [string, string?] {
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

export function referenceText({ registry, repository, tag, digest }: ArtifactReference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}

/** Whether a registry is on this machine, so that it may speak without encryption. */
export function isLoopback(registry: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i.test(registry)
}
