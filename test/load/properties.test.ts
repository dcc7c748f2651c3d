import { describe, expect, it } from 'vitest'
import { withDoubledDollars } from '../../src/app/config.ts'
import { printYaml } from '../../src/document/print-yaml.ts'
import { loadProject } from '../../src/load/load-project.ts'
import type { LoadResult, SourceReader } from '../../src/load/load-request.ts'
import type { Project } from '../../src/model/project.ts'
import { toJson } from '../../src/model/arrange.ts'
import { toConfigJson, toConfigYaml } from '../../src/model/to-config.ts'
import { memoryReader } from '../support/memory-reader.ts'
import type { Files } from './broken/broken-case.ts'
import { readMarks } from './broken/broken-case.ts'
import { variableCases } from './broken/cases/variables.ts'
import { wholeCases } from './broken/cases/wholes.ts'
import { fuzzFiles, fuzzRequest } from './fuzz/fuzz-case.ts'
import { createRandom } from './fuzz/random.ts'
import { seeds } from './fuzz/seeds.ts'
import { exampleProjects } from './example-projects.ts'

const request = {
  files: [],
  currentDirectory: '/proj/app',
  envFiles: [],
  ...fuzzRequest,
}

function load(files: Files, delay?: SourceReader['read']): Promise<LoadResult> {
  const paths = Object.entries(files).map(([path, text]) => [`/proj/app/${path}`, text])
  const reader = memoryReader(Object.fromEntries(paths))
  return loadProject(request, {
    read: async (path, signal) => {
      await delay?.(path, signal)
      return reader.read(path)
    },
  })
}

async function projectOf(files: Files): Promise<Project> {
  const result = await load(files)
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
  return result.project
}

/** What a project is, apart from where that was written. */
function meaningOf({ files: _f, envFiles: _e, environment: _v, services, ...rest }: Project) {
  const meanings = Object.entries(services).map(([name, { mergedLabelFiles: _l, ...service }]) => [
    name,
    service,
  ])
  return { ...rest, services: Object.fromEntries(meanings) }
}

const projects = [...seeds, ...exampleProjects()]

describe('what config prints', () => {
  it('is the same project when it is loaded', async () => {
    for (const files of projects) {
      const project = await projectOf(files)
      const printed = printYaml(withDoubledDollars(toConfigYaml(project)))
      expect(meaningOf(await projectOf({ 'compose.yaml': printed }))).toEqual(meaningOf(project))
    }
  })
})

/** Everything that loading gives, as one text. */
function told(result: LoadResult): string {
  const { sources, ...rest } = result
  const files = Array.from(sources.keys())
  if (!rest.ok) return JSON.stringify([files, rest.diagnostics])
  return JSON.stringify([files, rest.warnings, rest.project, toJson(toConfigJson(rest.project))])
}

describe('loading', () => {
  const broken = [...variableCases, ...wholeCases].map(({ files }) => readMarks(files).files)
  const changed = Array.from({ length: 60 }, (_, index) => fuzzFiles(5, index))

  it('gives the same for the same input, in whatever order the files arrive', async () => {
    const random = createRandom(1)
    const late = async (): Promise<undefined> => {
      for (let turns = random.below(20); turns > 0; turns--) await Promise.resolve()
      return undefined
    }
    const doubled = { 'compose.yaml': 'services: {}\n', 'docker-compose.yml': '-', 'compose.yml': '-' }
    for (const files of [doubled, ...projects, ...broken, ...changed]) {
      const first = told(await load(files))
      expect(told(await load(files, late))).toBe(first)
    }
  }, 60_000)
})
