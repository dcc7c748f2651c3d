import type { SourceTexts } from '../diagnostics/diagnostic.ts'
import type { Finding } from '../targets/engine/findings/finding.ts'
import { formatDiagnostic } from './diagnostic-text.ts'
import { printable } from './style.ts'

export interface WhyView {
  readonly project: string
  /** Those that were looked at. */
  readonly services: readonly string[]
  readonly findings: readonly Finding[]
  readonly sources: SourceTexts
  /** Paths are shown relative to it. */
  readonly baseDirectory: string
}

/** What is wrong, for people: each with its place, its evidence and its cure. */
export function formatWhy({ findings, services, ...view }: WhyView & { readonly color: boolean }): string {
  if (services.length === 0)
    return `Nothing to look at: project ${printable(view.project)} has no containers\n`
  if (findings.length === 0) {
    const all =
      services.length === 1
        ? `service ${printable(services[0] ?? '')} is`
        : `all ${services.length} services are`
    return `Nothing is wrong: ${all} as the files say\n`
  }
  const options = { baseDirectory: view.baseDirectory, color: view.color, frame: true }
  const texts = findings.map(({ diagnostic }) => formatDiagnostic(diagnostic, view.sources, options))
  return `${texts.join('\n\n')}\n`
}
