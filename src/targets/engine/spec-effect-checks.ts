import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Path } from '../../document/path.ts'
import { own } from '../../units/own.ts'
import type { ContainerContext } from './container-context.ts'
import { usedFiles } from './spec-files.ts'
import { withoutEffect } from './support.ts'

/** One warning for all that a service, its secrets and its configs have and a single engine does nothing with. */
export function checkEffects({ project, service, origins }: ContainerContext): readonly Diagnostic[] {
  const roots: readonly Root[] = [
    { path: ['services', service.name], pattern: 'services.*', value: service },
    ...usedFiles(project, service).map(({ kind, reference, declared }) => ({
      path: [`${kind}s`, reference.source],
      pattern: `${kind}s.*`,
      value: declared,
    })),
  ]
  const found = roots.flatMap((root) => withoutEffectIn(root))
  const [first] = found
  if (first === undefined) return []
  const fields = [...new Set(found.map(({ name }) => name))]
  const span = origins?.of(first.path)?.span
  return [
    {
      code: 'CMP118',
      severity: 'warning',
      message: `${listed(fields)} of service "${service.name}" ${fields.length === 1 ? 'has' : 'have'} no effect on a single engine`,
      ...(span === undefined ? {} : { span }),
    },
  ]
}

interface Root {
  readonly path: Path
  readonly pattern: string
  readonly value: unknown
}

interface Found {
  readonly name: string
  readonly path: Path
}

function withoutEffectIn({ path, pattern, value }: Root): readonly Found[] {
  return withoutEffect.flatMap((limit) => {
    if (!limit.path.startsWith(`${pattern}.`)) return []
    const steps = limit.path.slice(pattern.length + 1).split('.')
    const paths = pathsTo(value, steps, limit.harmless ?? [])
    return paths.map((below) => ({
      name: limit.path.replace(/^services\.\*\./, '').replaceAll('.[]', ''),
      path: [...path, ...below],
    }))
  })
}

/** Where a value has something at these steps that is not harmless. */
function pathsTo(value: unknown, steps: readonly string[], harmless: readonly unknown[]): readonly Path[] {
  const [step, ...rest] = steps
  if (step === undefined) return isNothing(value) || harmless.includes(value) ? [] : [[]]
  if (step === '[]')
    return Array.isArray(value)
      ? value.flatMap((item, index) => pathsTo(item, rest, harmless).map((path) => [index, ...path]))
      : []
  const below =
    typeof value === 'object' && value !== null
      ? own(Object.fromEntries(Object.entries(value)), step)
      : undefined
  return pathsTo(below, rest, harmless).map((path) => [step, ...path])
}

function isNothing(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : value === undefined
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
