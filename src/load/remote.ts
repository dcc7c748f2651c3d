import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'

/** Whether a reference names an artifact of a registry or a Git repository instead of a file. */
export function isRemote(reference: string): boolean {
  return /^(?:oci:\/\/|git:\/\/|ssh:\/\/|https?:\/\/|git@|github\.com\/)/.test(reference)
}

export function remoteDiagnostic(reference: string, span?: Span): Diagnostic {
  return {
    code: 'CMP211',
    severity: 'error',
    message: `"${reference}" is not a local file, and other places are not supported`,
    ...(span === undefined ? {} : { span }),
    hint: 'fetch it, and name the local copy',
  }
}
