import type { Diagnostic, SourceTexts } from '../../src/diagnostics/diagnostic.ts'
import { loadProject } from '../../src/load/load-project.ts'
import type { LoadRequest, LoadResult, SourceReader } from '../../src/load/load-request.ts'
import type { Project } from '../../src/model/project.ts'
import { memoryReader } from '../support/memory-reader.ts'

type Files = Readonly<Record<string, string>>

/** Loads from files below `/proj/app`, which is the current directory; a request says what differs from a bare command. */
export async function loadFiles(
  files: Files,
  request: Partial<LoadRequest> = {},
  more: Partial<SourceReader> = {},
): Promise<LoadResult> {
  const paths = Object.entries(files).map(([path, text]) => [
    path.startsWith('/') || path === '-' ? path : `/proj/app/${path}`,
    text,
  ])
  const bare = {
    files: [],
    currentDirectory: '/proj/app',
    profiles: [],
    envFiles: [],
    environment: { HOME: '/home/me' },
  }
  return loadProject(
    { ...bare, ...request },
    {
      ...memoryReader(Object.fromEntries(paths)),
      ...more,
    },
  )
}

/** The project of files that must load. */
export async function projectOf(
  files: Files,
  request: Partial<LoadRequest> = {},
  more: Partial<SourceReader> = {},
): Promise<Project> {
  const result = await loadFiles(files, request, more)
  if (!result.ok) throw new Error(shownDiagnostics(result.diagnostics, result.sources).join('\n'))
  return result.project
}

/** What loading says, one line each: `CMP107 compose.yaml:3:5 unknown field ...`. */
export async function remarksOn(
  files: Files,
  request: Partial<LoadRequest> = {},
): Promise<readonly string[]> {
  const result = await loadFiles(files, request)
  return shownDiagnostics(result.ok ? result.warnings : result.diagnostics, result.sources)
}

export function shownDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: SourceTexts,
): readonly string[] {
  return diagnostics.map(({ code, message, span }) => {
    if (span === undefined) return `${code} ${message}`
    const before = (sources.get(span.file) ?? '').slice(0, span.start).split('\n')
    const place = `${span.file.replace('/proj/app/', '')}:${before.length}:${(before.at(-1) ?? '').length + 1}`
    return `${code} ${place} ${message}`
  })
}
