import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { OperationError } from '../diagnostics/errors.ts'
import type { SourceReader } from './load-request.ts'

/** Gives where a reference is after it was fetched, each only once, or what is wrong with it. */
export type FetchRemote = (reference: string) => Promise<string | Diagnostic>

/** Whether a reference names an artifact of a registry or a Git repository instead of a file. */
export function isRemote(reference: string): boolean {
  return reference.startsWith('oci://') || isGitReference(reference)
}

/**
 * Git repositories as Docker Compose knows them: addresses of Git and SSH, of web servers only when they end with `.git`,
 * `user@host:path`, and GitHub's without a scheme. A `#` begins what is wanted of the repository.
 */
function isGitReference(reference: string): boolean {
  const [address = ''] = reference.split('#', 1)
  return (
    /^(?:git|ssh):\/\/./i.test(address) ||
    /^https?:\/\/.+\.git$/i.test(address) ||
    /^github\.com\/./.test(address) ||
    /^[\w-]+@[\w.-]+:./.test(address)
  )
}

export function createFetch(source: SourceReader, signal?: AbortSignal): FetchRemote {
  const fetches = new Map<string, Promise<string | Diagnostic>>()
  const fetchNow: FetchRemote = async (reference) => {
    if (source.fetch === undefined) return notHere(reference)
    try {
      return await source.fetch(reference, signal)
    } catch (error) {
      if (error instanceof OperationError) return error.toDiagnostic()
      throw error
    }
  }
  return (reference) => {
    const fetching = fetches.get(reference) ?? fetchNow(reference)
    fetches.set(reference, fetching)
    return fetching
  }
}

function notHere(reference: string): Diagnostic {
  return {
    code: 'CMP211',
    severity: 'error',
    message: `"${reference}" is not a local file, and nothing here fetches files from other places`,
    hint: 'fetch it, and name the local copy',
  }
}

/** What to say of a file that is not there: it may have been meant as an address that files cannot come from. */
export function placeHint(text: string, span?: Span): Pick<Diagnostic, 'span' | 'hint'> {
  const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(text)
  return {
    ...(span === undefined ? {} : { span }),
    ...(isAddress
      ? { hint: 'files come from folders, Git repositories ("https://....git") and registries ("oci://...")' }
      : {}),
  }
}
