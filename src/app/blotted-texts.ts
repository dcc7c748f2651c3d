import type { SourceTexts, Span } from '../diagnostics/diagnostic.ts'
import type { Origins } from '../document/origins.ts'
import type { Path } from '../document/path.ts'
import type { Project } from '../model/project.ts'
import { fieldPolicies } from '../planner/field-policy.ts'
import { recordOf } from '../units/record.ts'

/**
 * The texts of a project's files with stars in the place of values that may be secret: a report of what went wrong on the engine shows a
 * line of them, and the line before. Places stay where they are. Nothing is looked for until a text is asked for.
 */
export function blottedTexts(written: SourceTexts, project: Project, origins: Origins): SourceTexts {
  const texts = new Map<string, string>()
  let secrets: readonly Secret[] | undefined
  const blotted = (file: string, text: string): string => {
    secrets ??= secretsOf(project, origins)
    return secrets.filter(({ span }) => span.file === file).reduce(withoutOne, text)
  }
  return {
    has: (file) => written.has(file),
    get: (file) => {
      const text = written.get(file)
      if (text === undefined) return undefined
      const known = texts.get(file) ?? blotted(file, text)
      texts.set(file, known)
      return known
    },
  }
}

interface Secret {
  readonly key: string
  readonly span: Span
}

const patterns = fieldPolicies
  .filter(({ sensitive }) => sensitive === true)
  .map(({ pattern }) => pattern.split('.'))

function secretsOf(project: Project, origins: Origins): readonly Secret[] {
  const services = Object.entries({ ...project.services, ...project.disabledServices })
  const paths: readonly Path[] = [
    ...services.flatMap(([name, service]) =>
      patterns.flatMap((pattern) => pathsTo(service, [...pattern, '*'], ['services', name])),
    ),
    ...Object.entries(project.volumes).flatMap(([key, volume]) =>
      pathsTo(volume, ['driver_opts', '*'], ['volumes', key]),
    ),
    ...pathsTo(project.secrets, ['*', 'content'], ['secrets']),
    ...pathsTo(project.configs, ['*', 'content'], ['configs']),
  ]
  return paths.flatMap((path) => {
    const span = origins.of(path)?.span
    return span === undefined ? [] : [{ key: String(path.at(-1)), span }]
  })
}

/** The paths of all that fits the steps, of which `*` is any key or index. */
function pathsTo(value: unknown, [step, ...rest]: readonly string[], path: Path): readonly Path[] {
  if (value === undefined || value === null) return []
  if (step === undefined) return [path]
  if (Array.isArray(value))
    return step === '*' ? value.flatMap((item: unknown, index) => pathsTo(item, rest, [...path, index])) : []
  const record = recordOf(value) ?? {}
  const keys = step === '*' ? Object.keys(record) : [step]
  return keys.flatMap((key) => pathsTo(record[key], rest, [...path, key]))
}

/** Of "KEY=value" the key stays; so does what only names a variable. */
function withoutOne(text: string, { key, span: { start, end } }: Secret): string {
  const value = text.slice(start, end)
  const names = value.indexOf(`${key}=`)
  const from = names === -1 ? 0 : names + key.length + 1
  const isOpen = value === key || /^["']?\$\{?\w*\}?["']?$/u.test(value.slice(from))
  const stars = value.slice(from).replaceAll(/[^\r\n]/gu, (character) => '*'.repeat(character.length))
  return isOpen ? text : text.slice(0, start + from) + stars + text.slice(end)
}
