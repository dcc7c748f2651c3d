import { relative } from 'node:path'
import type { Diagnostic, SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import { lineColumn } from '../diagnostics/line-column.ts'
import type { Finding } from '../targets/engine/findings/finding.ts'
import type { WhyView } from './why-text.ts'

/** What is wrong, for programs: schemas/why.schema.json. */
export function formatWhyJson({ project, services, findings, sources, baseDirectory }: WhyView): string {
  const place = (span: Span): object => placeObject(span, sources, baseDirectory)
  const output = {
    version: 1,
    project,
    services,
    ok: findings.length === 0,
    findings: findings.map((finding) => findingObject(finding, place)),
  }
  return `${JSON.stringify(output, undefined, 2)}\n`
}

function findingObject(finding: Finding, place: (span: Span) => object): object {
  const { diagnostic, service, container, dependencyPath } = finding
  const { code, severity, message, span, related, hint, details, facts } = diagnostic satisfies Diagnostic
  return {
    code,
    severity,
    message,
    ...(service === undefined ? {} : { service }),
    ...(container === undefined ? {} : { container }),
    ...(span === undefined ? {} : { place: place(span) }),
    ...(related === undefined
      ? {}
      : { related: related.map((one) => ({ message: one.message, place: place(one.span) })) }),
    ...(hint === undefined ? {} : { cure: hint }),
    ...(dependencyPath === undefined ? {} : { dependencyPath }),
    ...(details === undefined || details.length === 0 ? {} : { evidence: details }),
    ...(facts === undefined ? {} : { facts }),
  }
}

function placeObject({ file, start }: Span, sources: SourceTexts, baseDirectory: string): object {
  const text = sources.get(file)
  const path = relative(baseDirectory, file)
  const name = path === '' || path.startsWith('..') ? file : path
  return text === undefined ? { file: name } : { file: name, ...lineColumn(text, start) }
}
