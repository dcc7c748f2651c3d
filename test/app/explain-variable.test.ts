import { describe, expect, it } from 'vitest'
import { explainVariable } from '../../src/app/explain-variable.ts'
import type { Surroundings } from '../../src/app/surroundings.ts'
import { loadProject } from '../../src/load/load-project.ts'
import { seeds } from '../load/fuzz/seeds.ts'
import { memoryReader } from '../support/memory-reader.ts'

const request = {
  files: [],
  currentDirectory: '/proj/app',
  profiles: ['*'],
  envFiles: [],
  environment: { HOME: '/home/me', A: '1', LEVEL: 'shell' },
}

function surroundingsOf(files: Readonly<Record<string, string>>): Surroundings {
  return {
    engine: () => Promise.reject(new Error('no engine is needed')),
    host: { emit: () => undefined, confirm: () => Promise.resolve(false) },
    reader: memoryReader(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`/proj/app/${path}`, text])),
    ),
    now: () => 0,
    takeTurn: async () => ({ [Symbol.dispose]: () => undefined }),
    delay: () => Promise.resolve(),
    signal: new AbortController().signal,
    force: new AbortController().signal,
  }
}

describe('explainVariable', () => {
  it.each(seeds.map((files, index) => [index, files] as const))(
    'names the value that is used as the winner, in project %i',
    async (_, files) => {
      const surroundings = surroundingsOf(files)
      const loaded = await loadProject(request, surroundings.reader)
      if (!loaded.ok) throw new Error('not loaded')
      const { environment, services } = loaded.project
      const inServices = Object.values(services).flatMap((service) => Object.keys(service.environment ?? {}))
      for (const name of new Set([...Object.keys(environment), ...inServices])) {
        const explained = await explainVariable(surroundings, { load: request, name })
        const all = explained.ending === undefined ? explained.chains : []
        const chains = all.filter(({ included }) => included === undefined)
        const winners = chains.map(({ service, links }) => [service, links.find(({ wins }) => wins)?.value])
        const used = Object.values(services)
          .filter((service) => Object.hasOwn(service.environment ?? {}, name))
          .map((service) => [service.name, service.environment?.[name]])
        expect(winners).toEqual([...used, [undefined, environment[name]]])
      }
    },
  )
})
