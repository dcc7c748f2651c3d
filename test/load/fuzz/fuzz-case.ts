import { withDoubledDollars } from '../../../src/app/config.ts'
import { printYaml } from '../../../src/document/print-yaml.ts'
import type { Diagnostic, SourceTexts } from '../../../src/diagnostics/diagnostic.ts'
import { configHash } from '../../../src/model/config-hash.ts'
import type { Project } from '../../../src/model/project.ts'
import { toConfigYaml } from '../../../src/model/to-config.ts'
import type { Files } from '../broken/broken-case.ts'
import { loadFiles } from '../loading.ts'
import { mutateText } from './mutate-text.ts'
import { mutateTree } from './mutate-tree.ts'
import { createRandom } from './random.ts'
import { seeds } from './seeds.ts'

const allTexts = seeds.flatMap((files) => Object.values(files))

/** The files of one case: always the same for the same two numbers. */
export function fuzzFiles(seed: number, index: number): Files {
  const random = createRandom(Math.imul(seed, 1_000_003) + index)
  // The last one is large: rarely.
  const files = seeds[random.onceIn(25) ? seeds.length - 1 : random.below(seeds.length - 1)] ?? {}
  const chosen = random.onceIn(3) ? random.of(Object.keys(files)) : 'compose.yaml'
  const text = files[chosen] ?? ''
  const isTree = chosen.endsWith('.yaml') && random.onceIn(2)
  const tree = isTree ? mutateTree(text, random) : text
  const changed = isTree && !random.onceIn(4) ? tree : mutateText(tree, random, allTexts)
  // As it is read from a file.
  return { ...files, [chosen]: changed.replaceAll(/\p{Surrogate}/gu, '\uFFFD') }
}

export const fuzzRequest = { profiles: ['*'], environment: { HOME: '/home/me', A: '1' } }

/** What is wrong with how a case is loaded; nothing when every mistake in it is a diagnostic with a place. */
export async function problemsOfCase(files: Files): Promise<readonly string[]> {
  const start = { at: performance.now(), cpu: process.cpuUsage() }
  try {
    const result = await loadFiles(files, fuzzRequest)
    const changed = result.ok ? await changedByPrinting(result.project) : []
    return [
      ...slowness(start),
      ...changed,
      ...problemsOfDiagnostics(result.ok ? result.warnings : result.diagnostics, result.sources, result.ok),
    ]
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
}

const SLOW_MS = 1_000

/** Slow is what took long and worked all the time: on a busy machine much else takes long. */
function slowness(start: { readonly at: number; readonly cpu: NodeJS.CpuUsage }): readonly string[] {
  const { user, system } = process.cpuUsage(start.cpu)
  const took = Math.min(performance.now() - start.at, (user + system) / 1_000)
  return took > SLOW_MS ? [`took ${Math.round(took)} ms`] : []
}

/**
 * What `config` prints can be loaded and is printed the same again, and every service has a hash. Empty texts are the
 * exception, because Docker Compose leaves them out when it prints: then there may be a default the next time, or nothing.
 */
async function changedByPrinting(project: Project): Promise<readonly string[]> {
  for (const service of Object.values(project.services)) configHash(service, { form: 'v5' })
  const first = await reprinted(printedText(project))
  if (typeof first !== 'string') return first
  const second = await reprinted(first)
  return first === second ? [] : [`config prints another project:\n${first}\n---\n${String(second)}`]
}

function printedText(project: Project): string {
  return printYaml(withDoubledDollars(toConfigYaml(project)))
}

async function reprinted(text: string): Promise<string | readonly string[]> {
  const result = await loadFiles({ 'compose.yaml': text }, fuzzRequest)
  if (result.ok) return printedText(result.project)
  const unexpected = result.diagnostics.filter(
    ({ message }) => !/needs the field "target"|has no source|^a name in .* is empty$/.test(message),
  )
  return unexpected.map(({ message }) => `cannot load what config prints: ${message}`)
}

function problemsOfDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: SourceTexts,
  ok: boolean,
): readonly string[] {
  const isSilent = !ok && diagnostics.every(({ severity }) => severity !== 'error')
  return [
    ...(isSilent ? ['refused without a reason'] : []),
    ...diagnostics.flatMap((diagnostic) => misplaced(diagnostic, sources)),
  ]
}

/** About what a variable says, and about no file. */
const PLACELESS = ['CMP102', 'CMP202']

function misplaced(
  { code, message, span, related = [] }: Diagnostic,
  sources: SourceTexts,
): readonly string[] {
  if (message === '') return [`${code} says nothing`]
  if (span === undefined) return PLACELESS.includes(code) ? [] : [`${code} has no place: ${message}`]
  return [span, ...related.map((place) => place.span)].flatMap(({ file, start, end }) => {
    const text = sources.get(file)
    const isInside = text !== undefined && start >= 0 && start <= end && end <= text.length
    return isInside
      ? []
      : [
          `${code} is at ${start}-${end} of "${file}", which has ${text?.length ?? 'no'} characters: ${message}`,
        ]
  })
}
