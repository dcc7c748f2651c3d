import type { Span } from '../diagnostics/diagnostic.ts'
import type { Origin } from '../document/node.ts'
import type { Origins } from '../document/origins.ts'
import { formatPath } from '../document/path.ts'
import { parseEnvFile } from '../interpolate/env-file.ts'
import type { EnvironmentMap, StringMap } from '../model/common.ts'
import type { Service } from '../model/service.ts'
import { own } from '../units/own.ts'
import { isWithin } from './load-run.ts'
import type { LoadRun, Variables } from './load-run.ts'
import type { Services } from './profiles.ts'
import type { EnvFileStatements } from './variable-trail.ts'

interface EnvFileContext extends FromEnvFiles {
  readonly run: LoadRun
  readonly variables: Variables
  readonly origins: Origins
}

/** What is found out about the files while they are read. */
export interface FromEnvFiles {
  /** Where the values from the files were written, by formatted path. */
  readonly added: Map<string, Origin>
  /** What the files of each service say, the strongest first. */
  readonly trail: Map<string, readonly EnvFileStatements[]>
}

interface ListedFile {
  readonly path: string
  readonly required: boolean
  readonly format?: string
  readonly listedAt?: Span
  readonly formatAt?: Span
  /** Something wrong was taken out of the entry: perhaps the file may be missing. */
  readonly isIncomplete: boolean
}

interface Value {
  readonly text: string
  readonly span: Span
}

/** Merges the files of `env_file` under `environment`, those of `label_file` under `labels`, and drops the lists. Spec: 3.9. */
export async function loadEnvFiles(context: EnvFileContext, services: Services): Promise<Services> {
  const { resolveEnvFiles, resolveLabelFiles } = context.run.options
  const loaded: [string, Service][] = []
  for (const [name, service] of Object.entries(services)) {
    const complete = resolveEnvFiles ? await withEnvironment(context, service) : service
    loaded.push([name, resolveLabelFiles ? await withLabels(context, complete) : complete])
  }
  return Object.fromEntries(loaded)
}

async function withEnvironment(context: EnvFileContext, service: Service): Promise<Service> {
  if (service.env_file === undefined) return service
  const { env_file: listed, ...rest } = service
  const given = service.environment ?? {}
  const files = listed.map((file, index) => ({
    ...file,
    ...placesOf(context, [service.name, 'env_file', index]),
  }))
  const lookup = (name: string): string | undefined =>
    own(context.variables, name) ?? own(given, name) ?? undefined
  const { values, statements } = await readFiles(context, files, lookup)
  context.trail.set(service.name, statements.toReversed())
  noteOrigins(context, [service.name, 'environment'], values, given)
  const environment: EnvironmentMap = { ...textsOf(values), ...given }
  return Object.keys(environment).length === 0 ? rest : { ...rest, environment }
}

async function withLabels(context: EnvFileContext, service: Service): Promise<Service> {
  if (service.label_file === undefined) return service
  const { label_file: listed, ...others } = service
  const rest = { ...others, mergedLabelFiles: listed }
  const given = service.labels ?? {}
  const files = listed.map((path, index) => ({
    path,
    required: true,
    ...placesOf(context, [service.name, 'label_file', index]),
  }))
  // Unlike values of env files, those of label files see no variables but the keys above them.
  const { values } = await readFiles(context, files, () => undefined)
  noteOrigins(context, [service.name, 'labels'], values, given)
  const labels: StringMap = { ...textsOf(values), ...given }
  return Object.keys(labels).length === 0 ? rest : { ...rest, labels }
}

interface FilesRead {
  readonly values: ReadonlyMap<string, Value>
  readonly statements: readonly EnvFileStatements[]
}

type Lookup = (name: string) => string | undefined

async function readFiles(
  { run }: EnvFileContext,
  files: readonly ListedFile[],
  lookup: Lookup,
): Promise<FilesRead> {
  const values = new Map<string, Value>()
  const statements: EnvFileStatements[] = []
  for (const file of files) {
    const text = await run.read(file.path)
    if (text === undefined) {
      if (file.required && !file.isIncomplete) await reportMissing(run, file)
      continue
    }
    if (file.format !== undefined && file.format !== '' && file.format !== 'raw') {
      reportFormat(run, file)
      continue
    }
    const format = file.format === 'raw' ? 'raw' : ''
    const earlier: Lookup = (name) => values.get(name)?.text
    const { entries, diagnostics } = parseEnvFile(file.path, text, lookup, { format, earlier })
    diagnostics.forEach(run.report)
    if (run.options.lint && format === '') {
      const { findPortabilityDifferences } = await import('../interpolate/env-portability.ts')
      findPortabilityDifferences(text, entries).forEach(run.report)
    }
    for (const { key, value, span } of entries)
      if (value !== undefined) values.set(key, { text: value, span })
    statements.push({ file: file.path, entries })
  }
  return { values, statements }
}

async function reportMissing(run: LoadRun, file: ListedFile): Promise<void> {
  run.report({
    code: 'CMP201',
    severity: 'error',
    message: await run.absence(`env file "${file.path}"`, file.path),
    ...(file.listedAt === undefined ? {} : { span: file.listedAt }),
    hint: 'create it, or mark it with "required: false"',
  })
}

function reportFormat(run: LoadRun, file: ListedFile): void {
  run.report({
    code: 'CMP109',
    severity: 'error',
    message: `unknown env file format "${file.format ?? ''}"`,
    ...(file.formatAt === undefined ? {} : { span: file.formatAt }),
    hint: 'only "raw" is known; leave it out for the usual format',
  })
}

function placesOf(
  { run, origins }: EnvFileContext,
  path: readonly (string | number)[],
): Pick<ListedFile, 'listedAt' | 'formatAt' | 'isIncomplete'> {
  const item = ['services', ...path]
  const itemAt = origins.of(item)?.span
  const listedAt = origins.of([...item, 'path'])?.span ?? itemAt
  const formatAt = origins.of([...item, 'format'])?.span
  return {
    isIncomplete: itemAt !== undefined && run.state.wrong.some((span) => isWithin(span, itemAt)),
    ...(listedAt === undefined ? {} : { listedAt }),
    ...(formatAt === undefined ? {} : { formatAt }),
  }
}

function noteOrigins(
  { added }: EnvFileContext,
  path: readonly string[],
  values: ReadonlyMap<string, Value>,
  given: EnvironmentMap,
): void {
  for (const [name, { span }] of values) {
    if (!Object.hasOwn(given, name)) added.set(formatPath(['services', ...path, name]), { span })
  }
}

function textsOf(values: ReadonlyMap<string, Value>): StringMap {
  return Object.fromEntries(Array.from(values, ([name, { text }]) => [name, text]))
}
