import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Project } from '../../model/project.ts'
import type { Service } from '../../model/service.ts'
import { own } from '../../units/own.ts'
import type { ContainerContext } from './container-context.ts'
import { isCopied, usedFiles, type UsedFile } from './spec-files.ts'

/** What cannot be done about secrets and configs, or has no effect. Section 4.8. */
export function checkFiles(context: ContainerContext): readonly Diagnostic[] {
  const { project, service, origins } = context
  return usedFiles(project, service).flatMap((file) => {
    const problems = [
      ...unavailable(service, file),
      ...(isCopied(file.declared) ? checkCopied(project, service, file) : checkMounted(service, file)),
    ]
    const span = origins?.of([`${file.kind}s`, file.reference.source])?.span
    return span === undefined ? problems : problems.map((problem) => ({ ...problem, span }))
  })
}

function unavailable(service: Service, { kind, reference, declared }: UsedFile): readonly Diagnostic[] {
  const reasons = [
    declared.external === true ? 'is external' : undefined,
    declared.driver === undefined ? undefined : 'has a driver',
    declared.template_driver === undefined ? undefined : 'has a template driver',
  ]
  return reasons.flatMap((reason): readonly Diagnostic[] =>
    reason === undefined
      ? []
      : [
          {
            code: 'CMP211',
            severity: 'error',
            message: `${kind} "${reference.source}" of service "${service.name}" ${reason}, which a single engine does not know`,
            hint: `give the ${kind} a file, or an environment variable`,
          },
        ],
  )
}

/** A file of the host is mounted as it is, with the owner and mode it has there. */
function checkMounted(service: Service, { kind, reference }: UsedFile): readonly Diagnostic[] {
  const fields = (['uid', 'gid', 'mode'] as const).filter((field) => reference[field] !== undefined)
  if (fields.length === 0) return []
  return [
    {
      code: 'CMP118',
      severity: 'warning',
      message: `${fields.join(', ')} of ${kind} "${reference.source}" of service "${service.name}" has no effect, because its file is mounted`,
      hint: 'change the owner and mode of the file itself',
    },
  ]
}

function checkCopied(project: Project, service: Service, file: UsedFile): readonly Diagnostic[] {
  const { kind, reference, declared } = file
  const subject = `${kind} "${reference.source}" of service "${service.name}"`
  const problems: Diagnostic[] = []
  if (service.read_only === true) {
    problems.push({
      code: 'CMP206',
      severity: 'error',
      message: `${subject} must be written into the container, but the service is read_only`,
      hint: `give the ${kind} a file`,
    })
  }
  if (declared.environment !== undefined && own(project.environment, declared.environment) === undefined) {
    problems.push({
      code: 'CMP114',
      severity: 'error',
      message: `${subject} needs the environment variable "${declared.environment}", which is not set`,
    })
  }
  for (const field of ['uid', 'gid'] as const) {
    const id = reference[field]
    if (id === undefined || /^\d+$/.test(id)) continue
    problems.push({
      code: 'CMP108',
      severity: 'error',
      message: `${field} "${id}" of ${subject} is not a number`,
    })
  }
  return problems
}
